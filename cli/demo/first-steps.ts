import type { Context } from '../../src/core/features/feature-schema.ts';

export interface Question {
  readonly borrower: string;
  readonly purpose: string;
  readonly context: Context;
}

export const DEFAULT_PORT = 8780;

/** A `curl` line that asks a service on this URL for a decision; it can be pasted into a shell as it is. */
export function curlLine(url: string, { borrower, purpose, context }: Question): string {
  const body = JSON.stringify({ borrower: { id: borrower }, purpose, context });
  return [
    `curl -s ${url}/v1/decisions`,
    `-H 'Content-Type: application/json'`,
    `-H 'Idempotency-Key: ${borrower}-1'`,
    `-d '${body.replaceAll("'", "'\\''")}'`,
  ].join(' \\\n  ');
}
