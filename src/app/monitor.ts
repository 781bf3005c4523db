import { NO_CONTACT } from '../core/identifiers.ts';
import { type ExplorationWeek, watchExploration } from '../core/monitoring/watch-exploration.ts';
import { DEFAULT_SCALES } from '../core/pooling/default-scales.ts';
import { type Instant, instant } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import { weeklyStatistics } from './arm-statistics.ts';
import type { Dependencies } from './dependencies.ts';
import { type DriftFindings, findDrift } from './find-drift.ts';
import { makeReadServed } from './read-served.ts';

export interface MonitorReport {
  /** Now, or the last publication where the service's clock is ahead. */
  readonly asOf: Instant;
  readonly drift: DriftFindings;
  /** Oldest first; the last one may be under way. */
  readonly exploration: readonly ExplorationWeek[];
  /** How many alarms of either kind stand: of exploration, only those of the latest week with enough decisions. */
  readonly alarms: number;
}

export type Monitor = (now: Instant, onProgress?: (decisions: number) => void) => Promise<MonitorReport>;

/** Looks at what was learned for channels that changed, and at what was decided for exploration that has ended. */
export function makeMonitor(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'statistics' | 'champions' | 'snapshots'>,
): Monitor {
  const { configuration, ledger, statistics } = deps;
  const readServed = makeReadServed(deps);

  return async function monitor(now, onProgress = () => {}) {
    const served = await readServed(configuration.model);
    const asOf = instant(Math.max(now, served?.champion.publishedAt ?? now));
    const own = await weeklyStatistics(statistics, configuration.model);
    const drift = findDrift(configuration, own, served?.snapshot.scales ?? DEFAULT_SCALES, asOf);

    const channels = new Map(
      configuredActions(configuration).map(({ action, channel }) => [action, channel]),
    );
    const watch = watchExploration((action) => channels.get(action) ?? NO_CONTACT);
    let decisions = 0;
    for await (const record of ledger.allRecords()) {
      if (record.model === configuration.model) watch.add(record);
      decisions += 1;
      if (decisions % 100 === 0) onProgress(decisions);
    }
    const exploration = watch.weeks();
    const collapsed = exploration.findLast(({ judged }) => judged)?.alarms.length ?? 0;
    const drifted = drift.channels.filter(({ alarm }) => alarm).length;
    return { asOf, drift, exploration, alarms: drifted + collapsed };
  };
}
