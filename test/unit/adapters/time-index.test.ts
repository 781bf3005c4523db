import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { TimeIndex } from '../../../src/adapters/memory/time-index.ts';
import type { Instant } from '../../../src/core/time/instant.ts';

interface Step {
  readonly at: Instant;
  readonly id: string;
  readonly remove: boolean;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    at: fc.integer({ min: -3, max: 6 }).map((at) => at as Instant),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    remove: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe('the index by time', () => {
  test.prop([steps, fc.integer({ min: -4, max: 7 }), fc.nat(8)])(
    'answers like a list that is sorted each time',
    (history, bound, limit) => {
      const index = new TimeIndex<string>();
      let model: Step[] = [];
      for (const step of history) {
        const known = model.some(({ at, id }) => at === step.at && id === step.id);
        if (step.remove) {
          index.remove(step.at, step.id);
          model = model.filter(({ at, id }) => at !== step.at || id !== step.id);
        } else if (!known) {
          index.add(step.at, step.id);
          model = [...model, step];
        }
      }
      const sorted = model.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      const ids = (entries: Step[]) => entries.map(({ id }) => id);
      const upTo = sorted.filter(({ at }) => at <= bound);
      const since = sorted.filter(({ at }) => at >= bound).reverse();
      expect(index.upTo(bound as Instant, limit)).toStrictEqual(ids(upTo.slice(0, limit)));
      expect(index.since(bound as Instant, limit)).toStrictEqual(ids(since.slice(0, limit)));
    },
  );
});
