import { plainReward } from '../explain/plain-number.ts';
import { NO_CONTACT } from '../identifiers.ts';
import { weekStart } from '../time/decision-week.ts';
import { utcDateOf } from '../time/utc-date.ts';
import type { ChannelDrift } from './watch-drift.ts';

/** What of the configuration remedies are about. */
export interface RemedySettings {
  readonly halfLifeWeeks?: number;
  readonly epsilonFloor: number;
}

/** A half-life of a single week would forget more than any change could ask for. */
const SHORTEST_HALF_LIFE = 2;

/** With fewer outcomes a week, a channel is learned about too slowly to see it recover. */
const ENOUGH_CREDITS = 25;

/** What an operator can do about a channel that raises the alarm, as sentences with figures; nothing for any other. */
export function suggestRemedies(
  { channel, alarm, change, weeks }: ChannelDrift,
  settings: RemedySettings,
): readonly string[] {
  if (!alarm || change === undefined) return [];
  const since = utcDateOf(weekStart(change.since));
  const recent = weeks.filter(({ week }) => week >= change.since);
  const creditsPerWeek = recent.reduce((sum, { credits }) => sum + credits, 0) / recent.length;
  return [
    ...(change.direction === 'worse' && channel !== NO_CONTACT
      ? [
          `Look at the delivery of ${channel}: an outcome is worth ${plainReward(-change.shift)} less than expected since ${since}.`,
        ]
      : []),
    halfLife(Math.max(SHORTEST_HALF_LIFE, change.weeks), since, settings.halfLifeWeeks),
    ...(creditsPerWeek < ENOUGH_CREDITS
      ? [
          `Raise exploration.epsilon.floor from ${settings.epsilonFloor} to ${Math.min(1, 2 * settings.epsilonFloor)}: ` +
            `${Math.round(creditsPerWeek)} outcomes a week say too little about ${channel}.`,
        ]
      : []),
  ];
}

/** With as many weeks for a half-life as the change is old, what came before counts no more than what came since. */
function halfLife(weeks: number, since: string, set: number | undefined): string {
  return set !== undefined && set <= weeks
    ? `Wait: with learning.halfLifeWeeks at ${set}, what was learned before ${since} fades by itself.`
    : `Set learning.halfLifeWeeks to ${weeks}: what was learned before ${since} then counts at most as much as what was learned since.`;
}
