import { decimal } from '../cli/terminal/number-text.ts';
import type { Estimate } from './statistics.ts';

/** The value and half of its 95 % interval, which is symmetric; the value alone when there is no interval. */
export function estimateText({ value, lower, upper }: Estimate, digits: number): string {
  const half = (upper - lower) / 2;
  return Number.isFinite(half) ? `${figure(value, digits)} ± ${figure(half, digits)}` : figure(value, digits);
}

/** A number with so many decimals; what rounds to 0 has no sign. */
export function figure(value: number, digits: number): string {
  return decimal(Number(value.toFixed(digits)) + 0, digits);
}
