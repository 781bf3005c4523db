import { logSampleRatioEvidence } from '../../inference/sample-ratio.ts';
import type { UtcDate } from '../../time/utc-date.ts';
import { CHECK_LEVEL } from './check-level.ts';

/** Whether units fell to the groups in proportion to their shares. */
export interface SampleRatioCheck {
  /** The smallest at any look so far, at which it is valid: how rarely chance alone does as badly. */
  readonly pValue: number;
  readonly failed: boolean;
  readonly looks: readonly { readonly day: UtcDate; readonly units: number; readonly logEvidence: number }[];
}

/** @param units Of each group, with the share that it was meant to get. */
export function nextSampleRatio(
  before: SampleRatioCheck | undefined,
  day: UtcDate,
  units: readonly { readonly count: number; readonly weight: number }[],
): SampleRatioCheck {
  const logEvidence = logSampleRatioEvidence(units);
  const pValue = Math.min(before?.pValue ?? 1, Math.exp(-logEvidence));
  const total = units.reduce((sum, { count }) => sum + count, 0);
  return {
    pValue,
    failed: pValue <= CHECK_LEVEL,
    looks: [...(before?.looks ?? []), { day, units: total, logEvidence }],
  };
}
