import type { Brand } from '../core/brand.ts';

/** A type with plain texts for ids, all the way down: what a person writes. */
export type Plain<T> =
  T extends Brand<string, string>
    ? string
    : T extends readonly [unknown, ...unknown[]]
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Plain<Item>[]
        : T extends object
          ? { [Key in keyof T]: Plain<T[Key]> }
          : T;
