import type { Configuration } from '../../src/core/configuration.ts';
import { chooseAction } from '../../src/core/decision/choose-action.ts';
import { makeEncoder } from '../../src/core/features/encoder.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { WHOLE } from '../../src/core/policy/distribution.ts';
import type { BorrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import type { Occasion } from '../../src/core/simulation/occasions.ts';
import { LATE_FROM_DAYS } from '../../src/core/simulation/response-stories.ts';
import type { SegmentReport } from './demo-report.ts';

interface Segment {
  readonly name: string;
  readonly has: (context: Context) => boolean;
}

/** The groups of borrowers that the configured features can tell apart. */
function segmentsOf({ features }: Configuration): readonly Segment[] {
  const segments: Segment[] = [];
  for (const feature of features.features) {
    const { name } = feature;
    if (name === 'daysPastDue') {
      segments.push(
        {
          name: `under ${LATE_FROM_DAYS} days past due`,
          has: (context) => Number(context[name]) < LATE_FROM_DAYS,
        },
        { name: `${LATE_FROM_DAYS} days or more`, has: (context) => Number(context[name]) >= LATE_FROM_DAYS },
      );
    }
    if (feature.kind !== 'categorical') continue;
    const title = { lastOpenedChannel: 'last opened: ', lastAnsweredTime: 'last answered: ' }[name];
    if (title === undefined) continue;
    for (const level of feature.levels) {
      if (level !== 'none')
        segments.push({ name: `${title}${level}`, has: (context) => context[name] === level });
    }
  }
  return segments;
}

/** What the model would do for the whole population, if everything were lawful for everybody: group by group. */
export function describeSegments(
  world: BorrowerWorld,
  occasions: readonly Occasion[],
  snapshot: Snapshot,
  configuration: Configuration,
): readonly SegmentReport[] {
  const encoder = makeEncoder(configuration.features);
  const actions = snapshot.arms.map(({ action }) => action);
  const people = lastOccasions(occasions).map((occasion) => {
    const context = world.contextOf(occasion);
    const { distribution } = chooseAction({
      snapshot,
      x: encoder.encode(context),
      eligible: actions,
      draw: 0,
      fallback: configuration.fallback,
    });
    const worth = new Map(actions.map((action) => [action, world.worthOf(occasion, action)]));
    return { context, distribution, worth };
  });
  return segmentsOf(configuration).flatMap(({ name, has }) => {
    const group = people.filter(({ context }) => has(context));
    if (group.length === 0) return [];
    const probabilities = new Map<ActionId, number>();
    const worth = new Map<ActionId, number>();
    for (const person of group) {
      for (const [index, action] of person.distribution.actions.entries()) {
        const weight = person.distribution.weights[index] ?? 0;
        add(probabilities, action, weight / WHOLE / group.length);
      }
      for (const [action, value] of person.worth) add(worth, action, value);
    }
    return {
      segment: name,
      borrowers: group.length,
      channel: largest(grouped(probabilities, (action) => action.split('@')[0] ?? action)),
      window: largest(grouped(probabilities, (action) => action.split('@')[1] ?? action)),
      action: largest(probabilities),
      bestInTruth: largest(worth).id,
    };
  });
}

/** Each borrower's last occasion. */
function lastOccasions(occasions: readonly Occasion[]): Occasion[] {
  const last = new Map<number, Occasion>();
  for (const occasion of occasions) last.set(occasion.borrower, occasion);
  return [...last.values()];
}

function grouped(
  probabilities: ReadonlyMap<ActionId, number>,
  keyOf: (action: ActionId) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [action, probability] of probabilities) add(sums, keyOf(action), probability);
  return sums;
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function largest(sums: ReadonlyMap<string, number>): { id: string; probability: number } {
  let best = { id: '', probability: Number.NEGATIVE_INFINITY };
  for (const [id, probability] of sums) if (probability > best.probability) best = { id, probability };
  return best;
}
