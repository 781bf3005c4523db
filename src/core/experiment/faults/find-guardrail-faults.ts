import type { FieldProblem } from '../../errors.ts';
import type { Guardrail, HarmGuardrail } from '../guardrail.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findRepeated, findUnknown, outside } from './fault.ts';

/** Guardrails that could never stop anything, or would at once. */
export function findGuardrailFaults(
  guardrails: readonly Guardrail[],
  facts: ExperimentFacts,
): readonly FieldProblem[] {
  const limitOnLatency = guardrails.findIndex(({ kind }) => kind === 'latency');
  return guardrails.flatMap((guardrail, index) => {
    const pointer = `/guardrails/${index}`;
    return [
      ...outside(`${pointer}/level`, guardrail.level, { above: 0, below: 1 }),
      ...findKindFaults(guardrail, facts, pointer),
      ...faultIf(
        guardrail.kind === 'latency' && index !== limitOnLatency,
        pointer,
        'is a second limit on latency',
        'Keep one: decisions are counted as slow by one limit.',
      ),
    ];
  });
}

function findKindFaults(
  guardrail: Guardrail,
  facts: ExperimentFacts,
  pointer: string,
): readonly FieldProblem[] {
  switch (guardrail.kind) {
    case 'harm':
      return findHarmFaults(guardrail, facts, pointer);
    case 'intensity':
      return outside(`${pointer}/mostTimesControl`, guardrail.mostTimesControl, { above: 1 });
    case 'latency':
      return [
        ...outside(`${pointer}/slowerThanMs`, guardrail.slowerThanMs, { above: 0 }),
        ...outside(`${pointer}/mostRate`, guardrail.mostRate, { above: 0, below: 1 }),
      ];
  }
}

function findHarmFaults(
  { events, mostTimesControl, mostRate }: HarmGuardrail,
  { eventTypes }: ExperimentFacts,
  pointer: string,
): readonly FieldProblem[] {
  return [
    ...faultIf(events.length === 0, `${pointer}/events`, 'is empty', `Use some of ${eventTypes.join(', ')}.`),
    ...findUnknown(events, eventTypes, 'event type', (place) => `${pointer}/events/${place}`),
    ...findRepeated(events, (place) => `${pointer}/events/${place}`),
    ...faultIf(
      mostTimesControl === undefined && mostRate === undefined,
      pointer,
      'has no limit',
      'Give mostTimesControl, mostRate or both.',
    ),
    ...outside(`${pointer}/mostTimesControl`, mostTimesControl, { above: 1 }),
    ...outside(`${pointer}/mostRate`, mostRate, { above: 0, below: 1 }),
  ];
}
