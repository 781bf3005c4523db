/** A number with a fixed count of decimals and a true minus sign. */
export function decimal(value: number, digits = 3): string {
  return value.toFixed(digits).replace('-', '−');
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** A bar of eighths of a block, `width` characters long at `most`; empty for what is not above 0. */
export function bar(value: number, most: number, width: number): string {
  const eighths = most > 0 ? Math.round((Math.max(0, Math.min(value, most)) / most) * width * 8) : 0;
  const rest = eighths % 8;
  return '█'.repeat(Math.floor(eighths / 8)) + (rest === 0 ? '' : ('▏▎▍▌▋▊▉'[rest - 1] ?? ''));
}
