import type { Channel, Configuration, WindowTemplate } from '../../../src/core/configuration.ts';
import type { ChannelId, WindowId } from '../../../src/core/identifiers.ts';
import { PACKS } from '../../../src/core/rules/packs/packs.ts';
import type { Actor, ContactRule, Medium } from '../../../src/core/rules/rule.ts';
import { makeRuleBook, type RuleBook } from '../../../src/core/rules/rule-book.ts';
import type { FrequencyCap, RuleSettings } from '../../../src/core/rules/rule-settings.ts';

/** One way to set up a servicer: the settings and the engine's book of them with every pack. */
export interface LawBook {
  readonly actor: Actor;
  readonly settings: RuleSettings;
  readonly book: RuleBook;
}

function channel(
  id: string,
  facts: { readonly medium?: Medium; readonly automated?: boolean } = {},
): Channel {
  return { id: id as ChannelId, cost: 0, rewardWindowHours: 24, ...facts };
}

/** Every medium, calls and texts by hand and by machine, and one channel whose medium nobody knows. */
export const LAW_CHANNELS: readonly Channel[] = [
  channel('call'),
  channel('sms'),
  channel('email'),
  channel('letter'),
  channel('push'),
  channel('agent-call', { medium: 'call', automated: false }),
  channel('agent-text', { medium: 'text', automated: false }),
  channel('courier'),
];

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** From narrow to a whole day. */
export const LAW_WINDOWS: readonly WindowTemplate[] = [
  { id: 'morning' as WindowId, days: EVERY_DAY, start: '06:30', end: '09:30' },
  { id: 'noon' as WindowId, days: EVERY_DAY, start: '12:00', end: '13:00' },
  { id: 'evening' as WindowId, days: EVERY_DAY, start: '16:00', end: '22:00' },
  { id: 'weekend' as WindowId, days: ['sat', 'sun'], start: '00:00', end: '24:00' },
];

const QUIET_HOURS = [
  { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
  { id: 'quiet-hours@1', start: '00:00', end: '24:00' },
  { id: 'quiet-hours@1', start: '00:00', end: '24:00' },
];

const CAPS: readonly (readonly FrequencyCap[])[] = [
  [],
  [],
  [
    { id: 'house-contact-frequency@1', limit: 8, days: 7 },
    { id: 'house-text-frequency@1', channels: ['sms' as ChannelId], limit: 2, days: 1 },
  ],
];

/**
 * Servicers of every kind: both actors, with and without the house's own policies.
 * @param change What becomes of each rule of the packs; to see that a slip is noticed.
 */
export function makeLawBooks(
  change: (rule: ContactRule) => ContactRule = (rule) => rule,
): readonly LawBook[] {
  const rules = Object.values(PACKS).flat().map(change);
  return (['first-party', 'third-party'] as const).flatMap((actor) =>
    QUIET_HOURS.flatMap((quietHours) =>
      CAPS.flatMap((caps) =>
        [true, false].map((thirdPartyRulesForAll) => {
          const settings: RuleSettings = {
            quietHours,
            caps,
            minimumWindowMinutes: 0,
            actor,
            thirdPartyRulesForAll,
            packs: ['us-federal', 'us-states-and-cities', 'house'],
          };
          const configuration: Pick<Configuration, 'rules' | 'channels'> = {
            rules: settings,
            channels: LAW_CHANNELS,
          };
          return { actor, settings, book: makeRuleBook(configuration, rules) };
        }),
      ),
    ),
  );
}
