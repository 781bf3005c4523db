import { canonicalJson } from '../../core/canonical-json.ts';
import type { Configuration } from '../../core/configuration.ts';
import { InvalidInputError } from '../../core/errors.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import { formatInstant } from '../../core/time/instant.ts';
import { hexadecimal } from '../hexadecimal.ts';
import type { Sha256 } from '../ports/sha256.ts';
import { candidateValue, valueFacts } from '../search/candidate-value.ts';
import { learnFromPart } from '../search/learned-decider.ts';
import type { PastLog } from '../search/past-log.ts';
import { type RowDecider, rowPolicy } from '../search/row-policy.ts';
import type { SearchLog } from '../search/search-log.ts';
import { configurationDigest } from '../search/search-start.ts';
import { type LogPart, type SplitSettings, splitLog } from '../search/split-log.ts';
import { rangeAfterCost, valuePart } from '../search/value-part.ts';
import { fairnessFacts, type GroupOfBorrower, groupFacts } from './group-facts.ts';
import { harmFacts } from './harm-facts.ts';
import type { PromotionEvidence } from './promotion-evidence.ts';

export interface LogEvidenceInput {
  readonly log: PastLog;
  readonly configuration: Configuration;
  readonly policy: ServedPolicy;
  /** The strategy that is served to everybody now. */
  readonly served: string;
  /** Event types that must not become more frequent. */
  readonly harms: readonly string[];
  readonly groups?: GroupOfBorrower;
  /** Why fairness need not be judged. */
  readonly waiver?: string;
  /** The search that found the policy in this very log: then only what it kept apart for confirming may judge. */
  readonly search?: SearchLog;
  /** Without a search: how much of the log is learned from, and the gap. */
  readonly split: SplitSettings;
  /** In (0, 1): with what probability, at most, the value gate may pass what is no better. */
  readonly alpha: number;
  readonly seed: number;
  readonly sha256: Sha256;
}

/**
 * What a log says of a policy, of its harms and of how groups fare, beside the policy that made the log.
 * @throws {InvalidInputError} `config-invalid` when the policy can't be judged by the log, or the search is another one.
 */
export function evidenceOfLog(input: LogEvidenceInput): PromotionEvidence {
  const { log, configuration, policy, served, harms, groups, waiver, search, seed, sha256 } = input;
  const { learning, judging, level } = partsOf(input);
  const target = rowPolicy('challenger', deciderOf(policy, learning, configuration), configuration.fallback);
  const settings = { rows: judging.rows, dimension: log.dimension, level, seed, replicates: 2 };
  const range = rangeAfterCost(configuration, log);
  const { logged, targets } = valuePart({ ...settings, range }, [target]);
  const found = targets.map(candidateValue)[0] ?? { verdict: 'cannot-tell', reasons: [], needs: [] };
  const value = valueFacts(found, logged?.value, level);
  const fared = groups === undefined ? undefined : groupFacts({ ...settings, range }, groups, target);
  return {
    source: {
      kind: 'log',
      digest: log.digest,
      learnedBefore: formatInstant(learning.to),
      judgedFrom: formatInstant(judging.from),
      judgedTo: formatInstant(judging.to),
      rows: judging.rows.length,
      compared: judging.rows.filter(({ isCompared }) => isCompared).length,
      level,
      ...(search === undefined
        ? {}
        : {
            search: {
              candidates: search.candidates.length,
              confirmed: search.confirmation?.candidates.length ?? 0,
              digest: `sha256:${hexadecimal(sha256(canonicalJson(search)))}`,
            },
          }),
    },
    facts: {
      champion: { strategy: served, share: shareOf(judging, served) },
      value,
      harms: harmFacts(settings, harms, target),
      fairness: fairnessFacts(fared, waiver),
    },
    ...(fared === undefined ? {} : { groups: fared }),
  };
}

function shareOf({ rows }: LogPart, strategy: string): number {
  const compared = rows.filter(({ isCompared }) => isCompared);
  return compared.filter((row) => row.strategy === strategy).length / compared.length;
}

interface Parts {
  readonly learning: LogPart;
  readonly judging: LogPart;
  readonly level: number;
}

function partsOf({ log, search, split, alpha, policy, configuration, sha256 }: LogEvidenceInput): Parts {
  if (search === undefined) {
    const [learning, judging] = splitLog(log, split);
    if (learning === undefined || judging === undefined)
      throw misfit('can not be split so', 'Give one share.');
    return { learning, judging, level: 1 - alpha };
  }
  const { confirmation, settings } = search;
  const isConfirmed = confirmation?.candidates.some(
    (each) => canonicalJson(each.policy) === canonicalJson(policy),
  );
  if (confirmation === undefined || isConfirmed !== true) {
    throw misfit('did not confirm this policy', 'Promote one of those that it confirmed.');
  }
  if (search.log.digest !== log.digest) {
    throw misfit('was made of another log', 'Give the log that it searched, or search this one.');
  }
  if (search.configuration !== configurationDigest(configuration, sha256)) {
    throw misfit('was made with another configuration', 'Search again with the one that is served.');
  }
  const { shares, gapHours } = settings;
  const [learning, , judging] = splitLog(log, { shares, ...(gapHours === undefined ? {} : { gapHours }) });
  if (learning === undefined || judging === undefined) {
    throw misfit('has no part to confirm by', 'Search again.');
  }
  return { learning, judging, level: Math.max(confirmation.level, 1 - alpha) };
}

function misfit(problem: string, fix: string): InvalidInputError {
  return new InvalidInputError('config-invalid', `The search ${problem}. ${fix}`, {
    fields: [{ pointer: '/search', problem, fix }],
  });
}

function deciderOf(policy: ServedPolicy, learning: LogPart, configuration: Configuration): RowDecider {
  switch (policy.kind) {
    case 'learned':
      return learnFromPart(learning, configuration)(policy);
    case 'fixed-rules':
    case 'uniform':
    case 'no-contact':
      return { plain: policy };
    case 'snapshot':
      throw unjudged(
        'has learned from this log, or it can not be told that it has not',
        'Try it in an experiment and cite that with --experiment and --variant.',
      );
    case 'configured':
      throw unjudged('is what is served without a promotion', 'Take promotions back: npx rapport rollback.');
  }
}

function unjudged(problem: string, fix: string): InvalidInputError {
  return new InvalidInputError('config-invalid', `The policy ${problem}. ${fix}`, {
    fields: [{ pointer: '/policy', problem, fix }],
  });
}
