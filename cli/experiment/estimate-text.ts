import type { ConfidenceInterval } from '../../src/core/evaluation/confidence-interval.ts';
import { decimal } from '../terminal/number-text.ts';

/** Decimals that show two digits of the interval's width, from 2 to 6. */
function digitsFor({ lower, upper }: ConfidenceInterval): number {
  const width = upper - lower;
  return width > 0 ? Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(width)))) : 4;
}

export function estimateText(found: ConfidenceInterval & { readonly estimate: number }): string {
  return decimal(found.estimate, digitsFor(found));
}

export function intervalText(found: ConfidenceInterval): string {
  const digits = digitsFor(found);
  return `${decimal(found.lower, digits)} … ${decimal(found.upper, digits)}`;
}

/** With a sign, since it is a difference. */
export function differenceText(found: ConfidenceInterval & { readonly estimate: number }): string {
  return `${found.estimate > 0 ? '+' : ''}${estimateText(found)}`;
}

export function pValueText(pValue: number): string {
  return pValue < 0.0001 ? '< 0.0001' : pValue.toFixed(4);
}

export function wholeText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A share of 1 with one decimal where it needs one. */
export function shareText(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
