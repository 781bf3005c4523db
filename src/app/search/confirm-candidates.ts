import type { TargetPolicy } from '../../core/evaluation/target-policy.ts';
import type { Valuation } from '../../core/evaluation/value-targets.ts';
import { betterThan, candidateValue } from './candidate-value.ts';
import type { Candidate } from './candidates.ts';
import type { PastRow } from './past-row.ts';
import type { CandidateValue, ConfirmedCandidate, SearchedCandidate, SearchLog } from './search-log.ts';

export interface ConfirmInput {
  readonly found: readonly SearchedCandidate[];
  /** How many, at most. */
  readonly most: number;
  /** Of all claims together. */
  readonly alpha: number;
  readonly policyOf: (candidate: Candidate) => TargetPolicy<PastRow>;
  /** Values by rows that had no part in what was learned or selected, with intervals at the level. */
  readonly valueAt: (level: number, policies: readonly TargetPolicy<PastRow>[]) => Valuation;
}

/** The best few valued once more, together; nothing when none looks better than the champion. */
export function confirmCandidates({
  found,
  most,
  alpha,
  policyOf,
  valueAt,
}: ConfirmInput): Pick<SearchLog, 'confirmation' | 'best'> {
  const promising = mostPromising(found, most);
  if (promising.length === 0) return {};
  const level = 1 - alpha / promising.length;
  const { logged, targets } = valueAt(level, promising.map(policyOf));
  const confirmed = promising.flatMap(({ name, policy }, place): readonly ConfirmedCandidate[] => {
    const target = targets[place];
    if (target === undefined) return [];
    const value = candidateValue(target);
    const better = betterThan(value, logged?.value, level);
    return [{ name, policy, confirmed: value, ...(better === undefined ? {} : { better }) }];
  });
  const candidates = confirmed.sort((a, b) => lowerGain(b.confirmed) - lowerGain(a.confirmed));
  const best = candidates.find(({ better }) => better !== undefined);
  return {
    confirmation: { ...(logged === undefined ? {} : { champion: logged.value }), level, candidates },
    ...(best === undefined ? {} : { best: best.name }),
  };
}

/** Those that look better than the champion, the surest first: what looks no better needs no confirmation. */
function mostPromising(found: readonly SearchedCandidate[], most: number): readonly SearchedCandidate[] {
  return found
    .filter(({ selected }) => selected.verdict === 'tell' && selected.gain.value > 0)
    .sort((a, b) => lowerGain(b.selected) - lowerGain(a.selected))
    .slice(0, most);
}

function lowerGain(value: CandidateValue): number {
  return value.verdict === 'tell' ? value.gain.lower : Number.NEGATIVE_INFINITY;
}
