import type { GateFacts, GateLimits } from './gate-facts.ts';

/** Why a log can't value a policy, and what would mend it. */
export interface Finding {
  readonly reason: string;
  /** How many rows in all would do. */
  readonly rows?: number;
  /** Which least probability of every action would do with the same number of rows, below 1. */
  readonly floor?: number;
  readonly remedy?: string;
}

type GateCheck = (facts: GateFacts, limits: GateLimits) => readonly Finding[];

/** All that is checked, most basic first. */
export const gateChecks: readonly GateCheck[] = [
  anyWeight,
  calibrated,
  possible,
  tried,
  meanWeight,
  effectiveSize,
  weightShare,
  mature,
];

function anyWeight({ weights: { count, sum } }: GateFacts): readonly Finding[] {
  if (count > 0 && sum > 0) return [];
  const reason =
    count === 0
      ? 'The log has no rows that can be valued.'
      : 'The policy would have taken none of the logged actions.';
  return [{ reason, remedy: 'Use a log in which the actions of the policy were taken.' }];
}

function calibrated({ calibration }: GateFacts, { calibrationLevel }: GateLimits): readonly Finding[] {
  if (calibration === undefined) return [];
  const least = Math.log(calibration.size / calibrationLevel);
  const wrong = [...calibration].filter(([, { logEvidence }]) => logEvidence >= least).map(([arm]) => arm);
  if (wrong.length === 0) return [];
  return [
    {
      reason: `Actions were not taken as often as their logged probabilities say: ${wrong.join(', ')}.`,
      remedy: 'Log the probability that each action was drawn with, and carry out what was drawn.',
    },
  ];
}

function possible({ support }: GateFacts, { unsupported }: GateLimits): readonly Finding[] {
  if (support === undefined || support.impossible <= unsupported) return [];
  return [
    {
      reason: `${percent(support.impossible)} of what the policy would do had probability 0 in the log.`,
      remedy: 'Give every action that the policy wants a probability above 0 where the log is made.',
    },
  ];
}

function tried({ support, weights }: GateFacts, { unsupported }: GateLimits): readonly Finding[] {
  if (support === undefined || support.untried <= unsupported) return [];
  const { untried, rowsToTry } = support;
  const floor = TRIES / weights.count;
  return [
    {
      reason: `${percent(untried)} of what the policy would do was never done in the log.`,
      ...(rowsToTry === undefined ? {} : { rows: TRIES * rowsToTry }),
      ...(floor < 1 ? { floor } : {}),
    },
  ];
}

function meanWeight({ weights }: GateFacts, { weightErrors }: GateLimits): readonly Finding[] {
  const { count, sum, squareSum } = weights;
  if (count < 2) return [];
  const mean = sum / count;
  const error = Math.sqrt(Math.max(0, squareSum / count - mean * mean) / (count - 1));
  // Weights of 1 that differ by rounding alone have an error of about 0 themselves.
  if (Math.abs(mean - 1) <= weightErrors * error + ROUNDING) return [];
  return [
    {
      reason: `The weights have the mean ${mean.toFixed(3)} ± ${error.toFixed(3)} where it has to be 1.`,
      remedy:
        'Check that the logged probabilities are those the actions were drawn with; if they are, the log hardly ever ' +
        'does what the policy wants.',
    },
  ];
}

function effectiveSize({ weights }: GateFacts, limits: GateLimits): readonly Finding[] {
  const { count, sum, squareSum } = weights;
  if (!(squareSum > 0)) return [];
  const effective = (sum * sum) / squareSum;
  const share = effective / count;
  const few = effective < limits.effective;
  const thin = share < limits.effectiveShare;
  if (!few && !thin) return [];
  const floor = Math.max(few ? limits.effective / count : 0, thin ? limits.effectiveShare : 0);
  return [
    {
      reason:
        `${count} rows are worth ${Math.floor(effective)} of the policy's own; ` +
        `it takes ${Math.ceil(Math.max(limits.effective, limits.effectiveShare * count))}.`,
      // Rows alone don't change their share.
      ...(thin ? {} : { rows: Math.ceil(limits.effective / share) }),
      ...(floor < 1 ? { floor } : {}),
    },
  ];
}

function weightShare({ weights }: GateFacts, { weightShare: most }: GateLimits): readonly Finding[] {
  const { count, sum, largest } = weights;
  if (!(sum > 0) || largest / sum <= most) return [];
  const floor = 1 / (most * count);
  return [
    {
      reason: `One row has ${percent(largest / sum)} of all weight.`,
      rows: Math.ceil(Math.max(largest / (most * Math.min(1, sum / count)), count + 1)),
      ...(floor < 1 ? { floor } : {}),
    },
  ];
}

function mature({ immatureShare }: GateFacts, { immatureShare: most }: GateLimits): readonly Finding[] {
  if (immatureShare === undefined || immatureShare <= most) return [];
  return [
    {
      reason: `${percent(immatureShare)} of the rows have outcomes that may still change.`,
      remedy: 'Wait until their reward windows have closed, or leave the youngest rows out.',
    },
  ];
}

const ROUNDING = 1e-9;
/** An arm expected so often is taken with probability 1 − e⁻³, about 95 %. */
const TRIES = 3;

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
