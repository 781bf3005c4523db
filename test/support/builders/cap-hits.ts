import type { ActionId, ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { applyContactRules } from '../../../src/core/rules/apply-contact-rules.ts';
import type { ContactEntry } from '../../../src/core/rules/contact-profile.ts';
import { makeRuleBook } from '../../../src/core/rules/rule-book.ts';
import type { RuleHit } from '../../../src/core/rules/rule-hit.ts';
import type { FrequencyCap } from '../../../src/core/rules/rule-settings.ts';
import { type Interval, instant } from '../../../src/core/time/instant.ts';
import { borrowerId } from './identifiers.ts';

/** What the settings' caps, and nothing else, say of a contact somewhere in the interval; every entry counts. */
export function capHits(
  caps: readonly FrequencyCap[],
  channel: ChannelId,
  interval: Interval,
  entries: readonly ContactEntry[],
): readonly RuleHit[] {
  const rules = { quietHours: { id: 'q@1', start: '00:00', end: '24:00' }, caps, minimumWindowMinutes: 0 };
  const { blocked } = applyContactRules({
    book: makeRuleBook({ rules, channels: [] }, []),
    question: { purpose: 'servicing', actor: 'third-party' },
    candidates: [
      {
        action: 'a' as ActionId,
        channel,
        window: { id: 'w' as WindowId, interval, timeZone: 'America/New_York' },
      },
    ],
    profile: {
      borrowerId: borrowerId('b-1'),
      timeZones: ['America/New_York'],
      consents: { [channel]: { status: 'granted' } },
      holds: [],
      contacts: entries.map((entry) => ({ ...entry, kind: 'sent' })),
    },
    now: instant(Math.min(interval.start, interval.end)),
  });
  return blocked.flatMap(({ hits }) => hits);
}
