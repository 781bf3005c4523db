import type { UtcDate } from '../../time/utc-date.ts';
import { differencesOf, type Method } from './difference.ts';
import type { Metric } from './metric.ts';
import type { MomentSums } from './moment-sums.ts';
import { nextLook, type SequenceTrack, type SequentialEstimate } from './sequence-track.ts';

/** A difference to the control at one look, by each method. */
export interface Difference extends Readonly<Record<Method, SequentialEstimate>> {
  readonly day: UtcDate;
  /** Units of both groups together. */
  readonly units: number;
}

/** One group compared with the control, by one metric. */
export interface Comparison {
  look(day: UtcDate, treatment: MomentSums, control: MomentSums): void;
  /** At every look so far at which both groups had enough units. */
  readonly looks: () => readonly Difference[];
}

/**
 * @param settings Of the sequences; the level is this comparison's own part.
 * @remarks Keeps every look: a page shows them over time.
 */
export function comparison(
  metric: Metric,
  settings: { readonly level: number; readonly tunedFor: number },
): Comparison {
  const looks: Difference[] = [];
  const tracks = new Map<Method, SequenceTrack>();

  function look(day: UtcDate, treatment: MomentSums, control: MomentSums): void {
    const differences = differencesOf(treatment, control, metric);
    if (differences === undefined) return;
    const advance = (method: Method) =>
      nextLook(tracks.get(method), differences[method], metric.per, settings);
    const next = { plain: advance('plain'), pooled: advance('pooled'), adjusted: advance('adjusted') };
    if (next.plain === undefined || next.pooled === undefined || next.adjusted === undefined) return;
    tracks.set('plain', next.plain.track).set('pooled', next.pooled.track);
    tracks.set('adjusted', next.adjusted.track);
    looks.push({
      day,
      units: treatment.count + control.count,
      plain: next.plain.found,
      pooled: next.pooled.found,
      adjusted: next.adjusted.found,
    });
  }

  return { look, looks: () => looks };
}
