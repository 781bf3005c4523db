import { countExposures } from '../../../src/core/experiment/guardrails/count-exposures.ts';
import { formatInstant, type Instant } from '../../../src/core/time/instant.ts';
import type { DemoService } from '../demo-service.ts';
import { AS_USUAL, COMPLAINTS, EVENING_CALLS, TRIED } from './evening-calls.ts';
import type { GuardedDay } from './experiment-report.ts';

/** Runs the guard as its schedule does, and tells what it knew. */
export async function guardDay(
  { guard, ports }: Pick<DemoService, 'guard' | 'ports'>,
  at: Instant,
): Promise<GuardedDay> {
  const { judged, stopped, paused } = await guard(at);
  const verdict = judged
    .find(({ experiment }) => experiment === EVENING_CALLS)
    ?.verdicts.find(({ guardrail, variant }) => guardrail === COMPLAINTS.id && variant === TRIED);
  const counter = countExposures([COMPLAINTS.events]);
  for await (const exposure of ports.exposures.list(EVENING_CALLS)) counter.add(exposure);
  const counts = counter.counts();
  return {
    at: formatInstant(at),
    variants: [AS_USUAL, TRIED].map((variant) => ({
      variant,
      borrowers: counts.get(variant)?.borrowers ?? 0,
      harmed: counts.get(variant)?.harmed[0] ?? 0,
    })),
    atLeastTimesControl: verdict?.bound ?? 0,
    stopped: stopped.some(({ experiment, variant }) => experiment === EVENING_CALLS && variant === TRIED),
    paused,
  };
}
