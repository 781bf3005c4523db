import { type ActionId, NO_CONTACT } from '../../../src/core/identifiers.ts';
import type { Distribution } from '../../../src/core/policy/distribution.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { policyDistribution } from '../../../src/core/policy/policy-distribution.ts';
import { uniformShares } from '../../../src/core/policy/uniform.ts';
import { applyContactRules } from '../../../src/core/rules/apply-contact-rules.ts';
import type { Candidate } from '../../../src/core/rules/candidate.ts';
import { questionOf } from '../../../src/core/rules/contact-question.ts';
import { indicatedPlaces } from '../../../src/core/rules/indicated-places.ts';
import { layOutCandidates } from '../../../src/core/rules/lay-out-candidates.ts';
import type { Chance } from './chance.ts';
import { askChecker } from './compare.ts';
import { LAW_CHANNELS, LAW_WINDOWS } from './law-books.ts';
import type { LawCase } from './random-case.ts';

const HORIZON_HOURS = 72;
const RANDOM_INSTANTS = 2;

export interface GridFindings {
  readonly windows: number;
  readonly instants: number;
  /** Each a sentence: an unlawful instant in a window that is open, or mass on what is forbidden. */
  readonly faults: readonly string[];
}

/**
 * Lays out every action as a decision does, masks, spreads the probability evenly, and asks the checker about instants
 * of each window that is left: its first, its last and some between.
 */
export function checkGrid(chance: Chance, lawCase: LawCase): GridFindings {
  const { book, purpose, accountId, at, profile, ownDecision } = lawCase;
  const { candidates } = layOutCandidates({
    configuration: {
      channels: LAW_CHANNELS,
      windows: LAW_WINDOWS,
      noContact: { enabled: true, rewardWindowHours: 24 },
    },
    timeZone: indicatedPlaces(profile).home ?? '',
    now: at,
    horizonHours: HORIZON_HOURS,
    exclude: [],
  });
  const question = questionOf(book.book, purpose, profile, accountId);
  const mask = applyContactRules({
    book: book.book,
    question,
    candidates,
    profile,
    now: at,
    ...(ownDecision === undefined ? {} : { exceptDecision: ownDecision }),
  });
  const faults: string[] = [];
  let instants = 0;
  for (const { action, channel, window } of mask.eligible) {
    const configured = LAW_CHANNELS.find(({ id }) => id === channel);
    if (window === undefined || configured === undefined) continue;
    const { start, end } = window.interval;
    const between = Array.from({ length: RANDOM_INSTANTS }, () => chance.whole(start, end - 1));
    for (const instant of [start, end - 1, ...between]) {
      instants += 1;
      const { isAllowed, blockedBy } = askChecker({ ...lawCase, channel: configured }, instant, at);
      if (isAllowed) continue;
      faults.push(
        `${action} is open at ${new Date(instant).toISOString()} in spite of ${[...blockedBy].join(', ')}`,
      );
    }
  }
  return {
    windows: mask.eligible.length,
    instants,
    faults: [...faults, ...massFaults(mask.eligible, candidates)],
  };
}

/** Eligible actions have all of the mass, the forbidden none; without an action there is no distribution. */
function massFaults(eligible: readonly Candidate[], candidates: readonly Candidate[]): string[] {
  if (eligible.length === 0) return [];
  const actions = eligible.map(({ action }) => action).sort();
  const { distribution } = policyDistribution(actions, uniformShares(actions.length), 0);
  const total = distribution.weights.reduce((sum, weight) => sum + weight, 0);
  const faults = total === WHOLE ? [] : [`The weights sum to ${total}.`];
  const open = new Set(actions);
  for (const { action } of candidates) {
    const weight = weightOf(distribution, action);
    if (!open.has(action) && weight !== 0) faults.push(`${action} is forbidden but has weight ${weight}.`);
    if (open.has(action) && action !== NO_CONTACT && weight < 1)
      faults.push(`${action} is open but has no weight.`);
  }
  return faults;
}

function weightOf({ actions, weights }: Distribution, action: ActionId): number {
  return weights[actions.indexOf(action)] ?? 0;
}
