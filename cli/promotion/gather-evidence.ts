import configuration from '../../rapport.config.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { makeReportExperiment } from '../../src/app/experiment-report.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { evidenceOfExperiment } from '../../src/app/promotion/evidence-of-experiment.ts';
import { evidenceOfLog } from '../../src/app/promotion/evidence-of-log.ts';
import type { PromotionEvidence } from '../../src/app/promotion/promotion-evidence.ts';
import { watchedHarms } from '../../src/app/promotion/watched-harms.ts';
import type { SearchLog } from '../../src/app/search/search-log.ts';
import type { PolicyBook } from '../../src/core/experiment/policy-book.ts';
import type { ExperimentId } from '../../src/core/identifiers.ts';
import type { ServedPolicy } from '../../src/core/policy/served-policy.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { onPorts, type PlaceOptions } from '../open-ports.ts';
import { readPast } from '../search/read-past.ts';
import { readGroups } from './groups-file.ts';

/** Options that say what a policy is judged by. */
export interface EvidenceOptions extends PlaceOptions {
  readonly log?: string;
  readonly experiment?: string;
  readonly variant?: string;
  readonly learn: number;
  readonly gap?: number;
  readonly alpha: number;
  readonly seed: number;
  readonly harm?: readonly string[];
  readonly groups?: string;
  readonly withoutFairness?: string;
}

export interface Judged {
  readonly policy: ServedPolicy;
  readonly search: SearchLog | undefined;
  readonly now: Instant;
  readonly book: PolicyBook | undefined;
  readonly served: string;
}

/** What the log, or the experiment that is cited, says of the policy. */
export async function gatherEvidence(
  options: EvidenceOptions,
  { policy, search, now, book, served }: Judged,
): Promise<PromotionEvidence> {
  const { experiment, variant, withoutFairness: waiver, learn, gap, alpha, seed } = options;
  const withPorts = (work: (ports: Ports) => Promise<void>) => onPorts(options, work);
  const kept = waiver === undefined ? {} : { waiver };
  if (experiment !== undefined && variant !== undefined) {
    let evidence: PromotionEvidence | undefined;
    await withPorts(async (ports) => {
      const report = await makeReportExperiment({ ...ports, configuration })(experiment as ExperimentId, now);
      evidence = evidenceOfExperiment({ report, variant, policy, book, ...kept });
    });
    if (evidence !== undefined) return evidence;
  }
  const groups = options.groups === undefined ? undefined : await readGroups(options.groups);
  const log = await readPast(options.log, configuration, withPorts);
  return evidenceOfLog({
    log,
    configuration,
    policy,
    served,
    harms: options.harm ?? watchedHarms(configuration),
    ...(groups === undefined ? {} : { groups }),
    ...kept,
    ...(search === undefined ? {} : { search }),
    split: { shares: [learn], ...(gap === undefined ? {} : { gapHours: gap }) },
    alpha,
    seed,
    sha256: nodeSha256,
  });
}
