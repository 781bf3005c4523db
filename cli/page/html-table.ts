import { escapeHtml } from './escape-html.ts';

/** A heading for each column, and the cells row by row. */
export interface TableText {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table; columns of numbers are aligned to the right. @param isOwn Whether a row is to be picked out. */
export function htmlTable(
  { head, rows }: TableText,
  isOwn: (row: readonly string[]) => boolean = () => false,
): string {
  const right = head.map((_, column) => rows.every((row) => /^[−+<\d(.]|^$/.test(row[column] ?? '')));
  const cells = (row: readonly string[], tag: 'td' | 'th'): string =>
    row
      .map((cell, column) => `<${tag}${right[column] ? ' class="number"' : ''}>${escapeHtml(cell)}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr${isOwn(row) ? ' class="own"' : ''}>${cells(row, 'td')}</tr>`);
  return `<div class="table"><table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
