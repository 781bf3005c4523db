import { metricValue } from './difference.ts';
import type { Metric } from './metric.ts';
import type { MomentSums } from './moment-sums.ts';
import { nextLook, type SequenceTrack, type SequentialEstimate } from './sequence-track.ts';

/** A metric of one group over time. */
export interface GroupValue {
  look(sums: MomentSums): void;
  /** At the last look at which the group had enough units. */
  readonly latest: () => SequentialEstimate | undefined;
}

export function groupValue(
  metric: Metric,
  settings: { readonly level: number; readonly tunedFor: number },
): GroupValue {
  let track: SequenceTrack | undefined;
  let latest: SequentialEstimate | undefined;
  return {
    look: (sums) => {
      const value = metricValue(sums, metric);
      const next = value === undefined ? undefined : nextLook(track, value, metric.per, settings);
      if (next === undefined) return;
      track = next.track;
      latest = next.found;
    },
    latest: () => latest,
  };
}
