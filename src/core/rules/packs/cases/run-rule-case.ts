import type { Channel } from '../../../configuration.ts';
import type { ChannelId } from '../../../identifiers.ts';
import { MINUTE_MS, parseInstant, plusMs } from '../../../time/instant.ts';
import { judgeMoment } from '../../judge-moment.ts';
import { dueObligations } from '../../obligations.ts';
import { type ContactRule, ruleReference } from '../../rule.ts';
import { makeRuleBook, ruledChannel } from '../../rule-book.ts';
import type { RuleSettings } from '../../rule-settings.ts';
import { profileOfCase } from './profile-of-case.ts';
import type { RuleCase } from './rule-case.ts';

const SETTINGS: RuleSettings = {
  quietHours: { id: 'quiet-hours@1', start: '00:00', end: '24:00' },
  caps: [],
  minimumWindowMinutes: 0,
  // What binds whom is what the cases are about.
  thirdPartyRulesForAll: false,
};

/** What the rule says to the case, in a book of this one rule, switched on: to be compared with `expect`. */
export function runRuleCase(rule: ContactRule, example: RuleCase): RuleCase['expect'] {
  const { purpose, actor, accountId, automated } = example;
  const id = example.channel as string as ChannelId;
  const channel: Channel = {
    id,
    cost: 0,
    rewardWindowHours: 1,
    ...(automated === undefined ? {} : { automated }),
  };
  const book = makeRuleBook({ rules: SETTINGS, channels: [channel] }, [{ ...rule, enabled: 'on' }]);
  const question = { purpose, actor, ...(accountId === undefined ? {} : { accountId }) };
  const profile = profileOfCase(example.profile);
  const at = parseInstant(example.at);
  if (rule.kind === 'obligation') {
    return dueObligations({ book, question, profile, now: at }).length > 0 ? 'due' : 'not-due';
  }
  const verdict = judgeMoment({
    book,
    question,
    channel: ruledChannel(book, id),
    profile,
    at,
    until: plusMs(at, MINUTE_MS),
  });
  const hits = verdict.kind === 'blocked' ? verdict.hits : [];
  return hits.some((hit) => hit.rule === ruleReference(rule)) ? 'blocked' : 'allowed';
}
