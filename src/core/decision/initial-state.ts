import type { Configuration } from '../configuration.ts';
import { rewardOf } from '../reward/reward-of.ts';
import { decisionWeek } from '../time/decision-week.ts';
import { HOUR_MS, plusMs } from '../time/instant.ts';
import type { DecisionRecord, Selected } from './decision-record.ts';
import type { DecisionState } from './decision-state.ts';

/**
 * The state that a selected decision starts with: a pure function of its record, so that whoever finds a record
 * without a state (its writer died in between) can write the same one.
 */
export function initialState(
  record: DecisionRecord,
  verdict: Selected,
  configuration: Pick<Configuration, 'channels' | 'noContact' | 'reward'>,
): DecisionState {
  const base = {
    decisionId: record.decisionId,
    version: 1,
    model: record.model,
    borrowerId: record.borrowerId,
    ...(record.accountId === undefined ? {} : { accountId: record.accountId }),
    action: verdict.action,
    week: decisionWeek(record.decidedAt),
    decidedAt: record.decidedAt,
    events: [],
    reward: rewardOf(configuration.reward, [], undefined),
    seq: 0,
    ...(verdict.forced === undefined ? {} : { forced: true as const }),
  } as const;
  if (verdict.contact === undefined) {
    const end = plusMs(record.decidedAt, configuration.noContact.rewardWindowHours * HOUR_MS);
    return {
      ...base,
      dispatch: 'not-required',
      sentAt: record.decidedAt,
      rewardWindowEndsAt: end,
      dueAt: end,
    };
  }
  const { channel, window } = verdict.contact;
  if (record.requireConfirm) {
    return { ...base, dispatch: 'pending', windowEndsAt: window.interval.end, dueAt: window.interval.end };
  }
  if (verdict.forced !== undefined) {
    return {
      ...base,
      dispatch: 'not-required',
      sentAt: window.interval.start,
      windowEndsAt: window.interval.end,
    };
  }
  const end = plusMs(window.interval.end, rewardWindowMs(configuration, channel));
  return {
    ...base,
    dispatch: 'not-required',
    sentAt: window.interval.start,
    windowEndsAt: window.interval.end,
    rewardWindowEndsAt: end,
    dueAt: end,
  };
}

/** The channel's reward window in milliseconds; a channel no longer configured keeps the longest of the others. */
export function rewardWindowMs(configuration: Pick<Configuration, 'channels'>, channel: string): number {
  const known = configuration.channels.find(({ id }) => id === channel);
  const hours =
    known?.rewardWindowHours ?? Math.max(0, ...configuration.channels.map((c) => c.rewardWindowHours));
  return hours * HOUR_MS;
}
