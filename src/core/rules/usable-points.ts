import { instant } from '../time/instant.ts';
import { holdsInstant } from '../time/interval-in-list.ts';
import { appliedRules } from './applied-rules.ts';
import { concernsChannel } from './applies.ts';
import { channelPoints } from './channel-points.ts';
import { contactFacts } from './contact-facts.ts';
import type { MomentInput } from './judge-moment.ts';

export interface UsablePoints {
  /** The ids of the numbers or addresses that the channel may use, as on file. */
  readonly ids: readonly string[];
  /** Whether a list is on file and every one of them is at the workplace. */
  readonly atWork: boolean;
}

/** Which of the numbers and addresses on file the rules let the channel use at the instant. */
export function usablePoints(input: Omit<MomentInput, 'until' | 'exceptDecision'>): UsablePoints {
  const { book, question, channel, profile, at } = input;
  const span = { start: at, end: instant(at + 1) };
  const facts = contactFacts({ book, question, profile, now: at, span });
  const rules = appliedRules(facts).filter(({ rule }) => concernsChannel(rule, channel));
  const { all, mayBeAtWork, notAtWork } = channelPoints(facts, channel, rules);
  return {
    ids: all.filter(({ usable }) => holdsInstant(usable, at)).map(({ id }) => id),
    atWork: mayBeAtWork && !holdsInstant(notAtWork, at),
  };
}
