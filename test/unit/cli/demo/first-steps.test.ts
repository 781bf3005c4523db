import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlLine } from '../../../../cli/demo/first-steps.ts';

describe('the curl line', () => {
  test('reaches a shell whole, quotes and all', () => {
    const question = {
      borrower: 'b-1029',
      purpose: 'servicing',
      context: { daysPastDue: 12, lastOpenedChannel: `it"s 'mail'` },
    };
    const line = curlLine('http://127.0.0.1:8780', question);
    const script = `curl() { for word in "$@"; do printf '%s\\n' "$word"; done; }\n${line}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(words).toEqual([
      '-s',
      'http://127.0.0.1:8780/v1/decisions',
      '-H',
      'Content-Type: application/json',
      '-H',
      'Idempotency-Key: b-1029-1',
      '-d',
      JSON.stringify({ borrower: { id: 'b-1029' }, purpose: 'servicing', context: question.context }),
    ]);
  });
});
