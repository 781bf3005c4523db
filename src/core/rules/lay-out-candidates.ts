import type { Channel, Configuration, WindowTemplate } from '../configuration.ts';
import { type ActionId, actionId, type ChannelId, NO_CONTACT } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';
import { isTimeZone } from '../time/zoned-time.ts';
import type { BlockedAction, Candidate } from './candidate.ts';
import { occurrencesAhead } from './next-occurrence.ts';
import type { RuleHit } from './rule-hit.ts';

export interface LayOutInput {
  readonly configuration: Pick<Configuration, 'channels' | 'windows' | 'noContact'>;
  /** Where the windows are laid out: the first zone on file. */
  readonly timeZone: string;
  readonly now: Instant;
  /** Windows that start later than this many hours from `now` are left out. */
  readonly horizonHours: number;
  /** Channels, windows or actions, by id, that the request leaves out. */
  readonly exclude: readonly string[];
}

export interface LaidOut {
  readonly candidates: readonly Candidate[];
  readonly blocked: readonly BlockedAction[];
}

const EXCLUDED: RuleHit = { rule: 'request-excluded@1', reason: 'The request leaves this action out.' };
const BEYOND_HORIZON: RuleHit = {
  rule: 'horizon@1',
  reason: 'The send window does not start within the horizon of the request.',
};

/**
 * Every configured action once: as a candidate with its send window made concrete, or as blocked because the request
 * excludes it or its next occurrence starts after the horizon.
 * @remarks A current occurrence is cut to begin at `now`. In a zone that isn't recognised no window can be laid out:
 * its candidates carry none, and the contact rules block them with every other reason there may be.
 */
export function layOutCandidates(input: LayOutInput): LaidOut {
  const { configuration, timeZone, now, horizonHours } = input;
  const located = isTimeZone(timeZone);
  const occurrenceOf = located ? occurrencesAhead(timeZone, now, horizonHours) : () => undefined;
  const occurrences = configuration.windows.map((template) => {
    const interval = occurrenceOf(template);
    // One object for all channels, by which whoever looks at windows can tell that they are the same.
    const window = interval === undefined ? undefined : { id: template.id, interval, timeZone };
    return { template, window };
  });
  const excluded = new Set(input.exclude);
  const candidates: Candidate[] = [];
  const blocked: BlockedAction[] = [];

  for (const channel of configuration.channels) {
    const actions = actionIds(channel.id, configuration.windows);
    for (const [index, { template, window }] of occurrences.entries()) {
      const action = actions[index] as ActionId;
      const hits: RuleHit[] = [];
      if (excluded.size > 0 && isExcluded(excluded, channel, template, action)) hits.push(EXCLUDED);
      if (located && window === undefined) hits.push(BEYOND_HORIZON);
      if (hits.length > 0) blocked.push({ action, hits });
      else if (window === undefined) candidates.push({ action, channel: channel.id });
      else candidates.push({ action, channel: channel.id, window });
    }
  }
  if (configuration.noContact.enabled) {
    if (excluded.has(NO_CONTACT)) blocked.push({ action: NO_CONTACT, hits: [EXCLUDED] });
    else candidates.push({ action: NO_CONTACT });
  }
  return { candidates, blocked };
}

const idsByWindows = new WeakMap<readonly WindowTemplate[], Map<ChannelId, readonly ActionId[]>>();

/**
 * The channel's actions, window by window.
 * @remarks Made once per configuration: whoever looks an action up in a set or a map has to read the whole of a text that
 * was just put together, but only once of one that stays.
 */
function actionIds(channel: ChannelId, windows: readonly WindowTemplate[]): readonly ActionId[] {
  const ofWindows = idsByWindows.get(windows) ?? new Map<ChannelId, readonly ActionId[]>();
  idsByWindows.set(windows, ofWindows);
  const ids = ofWindows.get(channel) ?? windows.map(({ id }) => actionId(channel, id));
  ofWindows.set(channel, ids);
  return ids;
}

function isExcluded(
  excluded: ReadonlySet<string>,
  channel: Channel,
  template: WindowTemplate,
  action: ActionId,
): boolean {
  return excluded.has(channel.id) || excluded.has(template.id) || excluded.has(action);
}
