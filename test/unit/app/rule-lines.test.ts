import { describe, expect, test } from 'vitest';
import { ruleLines } from '../../../src/app/configuration-plan/rule-lines.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { RuleSettings } from '../../../src/core/rules/rule-settings.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const FREQUENCY = 'us-fed-regf-call-frequency';
const acknowledged = { by: 'J. Doe', on: '2026-09-01', reason: 'Counsel agrees to it.' };
const tightened = { overrides: [{ rule: FREQUENCY, parameters: { limit: 5 } }] };
const loosened = { overrides: [{ rule: FREQUENCY, parameters: { limit: 9 }, acknowledged }] };

function withRules(settings: Partial<RuleSettings>): Configuration {
  return { ...SMALL_CONFIGURATION, rules: { ...SMALL_CONFIGURATION.rules, ...settings } };
}

function said(before: Partial<RuleSettings> | undefined, next: Partial<RuleSettings>) {
  const lines = ruleLines(before === undefined ? undefined : withRules(before), withRules(next));
  for (const { kept } of lines) expect(kept).toMatch(/^everything/);
  return lines.map(({ severity, what, todo = '' }) => [severity, `${what}. ${todo}`]);
}

describe('the plan says what a change of the rules means', () => {
  test.each([
    [{}, { packs: ['us-federal', 'house'] }, 'ok', /rule pack house added: its \d+ rules bind too/],
    [
      { packs: ['us-federal', 'house'] },
      {},
      'attention',
      /rule pack house removed: its \d+ rules no longer bind/,
    ],
    [{}, tightened, 'ok', /call-frequency@1: limit: 7 becomes 5: stricter than before/],
    [tightened, {}, 'attention', /call-frequency@1: limit: 5 becomes 7: looser than before/],
    [loosened, tightened, 'ok', /limit: 9 becomes 5: stricter/],
    [{}, { actor: 'first-party' }, 'attention', /first-party, no longer a third-party.*default/],
    [{}, { thirdPartyRulesForAll: false }, 'attention', /looser than before/],
    [{ thirdPartyRulesForAll: false }, {}, 'ok', /stricter than before/],
    [{}, { purposes: { servicing: 'collection' } }, 'attention', /what servicing is to the law changes/],
  ] as const)('%j becomes %j', (before, next, severity, text) => {
    expect(said({ packs: ['us-federal'], ...before }, { packs: ['us-federal'], ...next })).toEqual([
      [severity, expect.stringMatching(text)],
    ]);
  });

  test('what is looser than its pack is told each time, changed or not, with who answers for it', () => {
    const settings: Partial<RuleSettings> = { packs: ['us-federal'], ...loosened };
    const line = [
      'attention',
      `rule ${FREQUENCY}@1 is looser than its pack: limit: 7 becomes 9. acknowledged by J. Doe on 2026-09-01: Counsel agrees to it.`,
    ];
    expect(said(settings, settings)).toEqual([line]);
    expect(said(undefined, settings)).toEqual([line]);
  });

  test('a channel that reaches people in another way is told; saying what its id says is not', () => {
    const [email, call] = SMALL_CONFIGURATION.channels;
    if (email === undefined || call === undefined)
      throw new Error('The small configuration has two channels.');
    const channels = (...all: Configuration['channels']) => ({ ...SMALL_CONFIGURATION, channels: all });
    const same = channels({ ...email, medium: 'email' }, { ...call, automated: true });
    expect(ruleLines(SMALL_CONFIGURATION, same)).toEqual([]);
    const byHand = channels(email, { ...call, automated: false });
    expect(ruleLines(SMALL_CONFIGURATION, byHand)).toMatchObject([
      { severity: 'attention', what: 'channel call: call (perhaps by machine) becomes call (by hand)' },
    ]);
  });
});
