import { InvariantError } from '../../core/errors.ts';
import type { TargetPolicy } from '../../core/evaluation/target-policy.ts';
import { candidateValue } from './candidate-value.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { confirmCandidates } from './confirm-candidates.ts';
import { learnFromPart } from './learned-decider.ts';
import type { PastRow } from './past-row.ts';
import { LOGGED_POLICY, rowPolicy } from './row-policy.ts';
import type { CandidateValue, SearchedCandidate, SearchLog } from './search-log.ts';
import { isSameSearch, type SearchSubject, searchStart } from './search-start.ts';
import { type LogPart, splitLog } from './split-log.ts';
import { rangeAfterCost, valuePart } from './value-part.ts';

export interface SearchInput extends SearchSubject {
  /** A search of the same log, settings and configuration that was interrupted: what it knows is not reckoned again. */
  readonly before?: SearchLog;
}

/** Called after each step with what is known so far, to be kept; `of` steps in all. */
export type SearchProgress = (log: SearchLog, done: number, of: number) => Promise<void>;

/** Replicates of a bootstrap that nobody reads. */
const FEW_REPLICATES = 2;

/**
 * Searches for a policy that is better than the one that made the log: each candidate is learned from the log's first
 * part and valued by the second; the best few are valued, once, by the third, at a level that allows for their number.
 * @remarks What confirms has no say in what is learned or selected, so the number of candidates needs no correction there:
 * only that of the confirmed. Their intervals hold for a logger that learned as it went.
 * @throws {InvalidInputError} `config-invalid` when the log is too short for three parts, or a strategy can't be searched.
 */
export async function searchPolicies(
  input: SearchInput,
  onProgress: SearchProgress = async () => {},
): Promise<SearchLog> {
  const { log, configuration, settings, before } = input;
  const { shares, gapHours, confirm, alpha, seed } = settings;
  const parts = splitLog(log, { shares, ...(gapHours === undefined ? {} : { gapHours }) });
  const [learning, selecting, confirming] = parts;
  if (learning === undefined || selecting === undefined || confirming === undefined) {
    throw new InvariantError('unreachable', 'A log split twice has three parts.');
  }
  const learn = learnFromPart(learning, configuration);
  const range = rangeAfterCost(configuration, log);
  const started = searchStart(input, parts);
  const known = before !== undefined && isSameSearch(before, started) ? before.candidates : [];
  const candidates = candidatesOf(settings, configuration);
  const steps = candidates.length + 1;

  const found: SearchedCandidate[] = [];
  for (const candidate of candidates) {
    const selected = known.find(({ name }) => name === candidate.name)?.selected;
    found.push({ ...candidate, selected: selected ?? valueSelecting(policyOf(candidate)) });
    await onProgress({ ...started, candidates: found.slice() }, found.length, steps);
  }
  const champion = valueAt(selecting, 1 - alpha, [LOGGED_POLICY]).logged?.value;
  const finished: SearchLog = {
    ...started,
    ...(champion === undefined ? {} : { championSelecting: champion }),
    candidates: found,
    ...confirmCandidates({
      found,
      most: confirm,
      alpha,
      policyOf,
      valueAt: (level, policies) => valueAt(confirming, level, policies),
    }),
    finished: true,
  };
  await onProgress(finished, steps, steps);
  return finished;

  function policyOf({ name, policy }: Candidate): TargetPolicy<PastRow> {
    return rowPolicy(name, learn(policy), configuration.fallback);
  }

  function valueSelecting(policy: TargetPolicy<PastRow>): CandidateValue {
    const [only] = valueAt(selecting as LogPart, 1 - alpha, [policy]).targets;
    if (only === undefined) throw new InvariantError('unreachable', 'One policy has one value.');
    return candidateValue(only);
  }

  function valueAt({ rows }: LogPart, level: number, policies: readonly TargetPolicy<PastRow>[]) {
    const { dimension } = log;
    return valuePart({ rows, dimension, range, level, seed, replicates: FEW_REPLICATES }, policies);
  }
}
