/** The JSON Pointer that these steps spell (RFC 6901 section 3: `~` becomes `~0` and `/` becomes `~1`). */
export function jsonPointer(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
