import { formatInstant, type Instant } from '../core/time/instant.ts';

/** The same with every instant as RFC 3339 text. */
export type InText<T> = T extends Instant
  ? string
  : T extends string | boolean
    ? T
    : T extends readonly (infer Item)[]
      ? InText<Item>[]
      : { -readonly [Key in keyof T]: InText<T[Key]> };

/** What holds no other number than instants, as answers show it. */
export function inText<T>(value: T): InText<T>;
export function inText(value: unknown): unknown {
  if (typeof value === 'number') return formatInstant(value as Instant);
  if (Array.isArray(value)) return value.map((item: unknown) => inText(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inText<unknown>(item)]));
}
