import { expect, test } from 'vitest';
import { warnOfLoosenings } from '../../../lambdas/_shared/warn-of-loosenings.ts';
import type { RuleSettings } from '../../../src/core/rules/rule-settings.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

function warnings(settings: Partial<RuleSettings>): unknown[] {
  const lines: unknown[] = [];
  warnOfLoosenings({
    configuration: { ...SMALL_CONFIGURATION, rules: { ...SMALL_CONFIGURATION.rules, ...settings } },
    logger: { warn: (...line: unknown[]) => lines.push(line) },
  });
  return lines;
}

test('a service that starts logs one warning for each thing that is looser than its pack', () => {
  const acknowledged = { by: 'J. Doe', on: '2026-09-01', reason: 'Counsel agrees to it.' };
  const overrides = [
    { rule: 'house-complaint', enabled: 'off', acknowledged },
    { rule: 'house-disaster', enabled: 'off', acknowledged },
    { rule: 'house-courtesy-holidays', enabled: 'on' },
  ] as const;
  expect(warnings({ packs: ['house'], overrides })).toEqual(
    ['house-complaint@1', 'house-disaster@1'].map((rule) => [
      'A contact rule is looser than its pack',
      { rule, change: 'it is switched off', ...acknowledged },
    ]),
  );
  expect(warnings({ packs: ['house'] })).toEqual([]);
});
