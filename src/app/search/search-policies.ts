import { canonicalJson } from '../../core/canonical-json.ts';
import type { Configuration } from '../../core/configuration.ts';
import { InvariantError } from '../../core/errors.ts';
import { formatInstant } from '../../core/time/instant.ts';
import { hexadecimal } from '../hexadecimal.ts';
import type { Sha256 } from '../ports/sha256.ts';
import { betterThan, candidateValue } from './candidate-value.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { learnFromPart } from './learned-decider.ts';
import type { PastLog } from './past-log.ts';
import { LOGGED_POLICY, rowPolicy } from './row-policy.ts';
import {
  type CandidateValue,
  type ConfirmedCandidate,
  SEARCH_LOG_SCHEMA,
  type SearchedCandidate,
  type SearchLog,
  type SearchPart,
  type SearchSettings,
} from './search-log.ts';
import { type LogPart, splitLog } from './split-log.ts';
import { rangeAfterCost, valuePart } from './value-part.ts';

export interface SearchInput {
  readonly log: PastLog;
  readonly configuration: Configuration;
  readonly settings: SearchSettings;
  readonly sha256: Sha256;
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
  const { shares, gapHours, confirm, alpha } = settings;
  const split = splitLog(log, { shares, ...(gapHours === undefined ? {} : { gapHours }) });
  const [learning, selecting, confirming] = split;
  if (learning === undefined || selecting === undefined || confirming === undefined) {
    throw new InvariantError('unreachable', 'A log split twice has three parts.');
  }
  const candidates = candidatesOf(settings, configuration);
  const steps = candidates.length + 1;
  const learn = learnFromPart(learning, configuration);
  const range = rangeAfterCost(configuration, log);
  const started = startOf(input, split);
  const known = new Map(
    before !== undefined && isSameSearch(before, started)
      ? before.candidates.map((each) => [each.name, each])
      : [],
  );
  const found: SearchedCandidate[] = [];
  for (const { name, policy } of candidates) {
    const selected = known.get(name)?.selected ?? valueSelecting({ name, policy });
    found.push({ name, policy, selected });
    await onProgress({ ...started, candidates: found.slice() }, found.length, steps);
  }
  const championSelecting = valuation(selecting, 1 - alpha, [LOGGED_POLICY]).logged?.value;
  const searched: SearchLog = {
    ...started,
    ...(championSelecting === undefined ? {} : { championSelecting }),
    candidates: found,
  };
  const finished: SearchLog = { ...searched, ...confirmation(), finished: true };
  await onProgress(finished, steps, steps);
  return finished;

  function valueSelecting({ name, policy }: Candidate): CandidateValue {
    const target = rowPolicy(name, learn(policy), configuration.fallback);
    return onlyValue(valuation(selecting as LogPart, 1 - alpha, [target]));
  }

  function confirmation(): Pick<SearchLog, 'confirmation' | 'best'> {
    const promising = mostPromising(found, confirm);
    if (promising.length === 0) return {};
    const level = 1 - alpha / promising.length;
    const targets = promising.map(({ name, policy }) =>
      rowPolicy(name, learn(policy), configuration.fallback),
    );
    const { logged, targets: values } = valuation(confirming as LogPart, level, targets);
    const confirmed = promising.flatMap(({ name, policy }, place): readonly ConfirmedCandidate[] => {
      const value = values[place];
      if (value === undefined) return [];
      const result = candidateValue(value);
      const better = betterThan(result, logged?.value, level);
      return [{ name, policy, confirmed: result, ...(better === undefined ? {} : { better }) }];
    });
    const ranked = confirmed.sort((a, b) => lowerGain(b.confirmed) - lowerGain(a.confirmed));
    const best = ranked.find(({ better }) => better !== undefined);
    return {
      confirmation: {
        ...(logged === undefined ? {} : { champion: logged.value }),
        level,
        candidates: ranked,
      },
      ...(best === undefined ? {} : { best: best.name }),
    };
  }

  function valuation(part: LogPart, level: number, targets: Parameters<typeof valuePart>[1]) {
    const { dimension } = log;
    const { seed } = settings;
    const settingsOfPart = { rows: part.rows, dimension, range, level, seed };
    return valuePart({ ...settingsOfPart, replicates: FEW_REPLICATES }, targets);
  }
}

function onlyValue({ targets }: ReturnType<typeof valuePart>): CandidateValue {
  const [only] = targets;
  if (only === undefined) throw new InvariantError('unreachable', 'One policy has one value.');
  return candidateValue(only);
}

/** Those that look better than the champion, the surest first: what is surely no better needs no confirmation. */
function mostPromising(found: readonly SearchedCandidate[], most: number): readonly SearchedCandidate[] {
  return found
    .filter(({ selected }) => selected.verdict === 'tell' && selected.gain.value > 0)
    .sort((a, b) => lowerGain(b.selected) - lowerGain(a.selected))
    .slice(0, most);
}

function lowerGain(value: CandidateValue): number {
  return value.verdict === 'tell' ? value.gain.lower : Number.NEGATIVE_INFINITY;
}

function startOf(
  { log, configuration, settings, sha256 }: SearchInput,
  split: readonly LogPart[],
): SearchLog {
  const { digest, rows, young, single, inExperiments } = log;
  const uses = ['learn', 'select', 'confirm'] as const;
  return {
    schema: SEARCH_LOG_SCHEMA,
    kind: 'policy-search',
    settings,
    log: { digest, rows: rows.length, young, single, inExperiments },
    configuration: `sha256:${hexadecimal(sha256(canonicalJson(configuration)))}`,
    parts: split.flatMap((part, place): readonly SearchPart[] => {
      const use = uses[place];
      if (use === undefined) return [];
      const compared = part.rows.filter(({ isCompared }) => isCompared).length;
      return [
        { use, from: formatInstant(part.from), to: formatInstant(part.to), rows: part.rows.length, compared },
      ];
    }),
    candidates: [],
    finished: false,
  };
}

/** Whether what the other search found holds for this one: candidates' values don't depend on which others there are. */
function isSameSearch(before: SearchLog, now: SearchLog): boolean {
  const essence = ({ log, configuration, parts, settings: { seed, alpha } }: SearchLog) =>
    canonicalJson({ log, configuration, parts, seed, alpha });
  return essence(before) === essence(now);
}
