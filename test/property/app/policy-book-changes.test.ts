import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createMemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import { makeExperiments, type Signed } from '../../../src/app/experiments.ts';
import { makePolicies } from '../../../src/app/policies.ts';
import type { PolicyBookStore } from '../../../src/app/ports/policy-book-store.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { promote } from '../../../src/core/experiment/transitions/promote.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { anExperiment } from '../../support/builders/policy-books.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import { WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const { model } = SMALL_CONFIGURATION;

function signedBy(author: string): Signed {
  return { at: plusMs(WEDNESDAY, DAY_MS), by: { author, reason: `${author} says so` } };
}

function policiesOn(ports: Ports) {
  return makePolicies({ ...ports, configuration: SMALL_CONFIGURATION });
}

/** A book with this many promotions in force. */
async function promoted(store: PolicyBookStore, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    const stamp = { model, at: plusMs(WEDNESDAY, time), by: { author: 'Ann', reason: `promotion ${time}` } };
    const approvedBy = { author: 'Bob', reason: 'read' };
    const before = await store.get(model);
    await store.put(promote(before, { kind: 'uniform' }, stamp, { fourEyesAbove: 0, approvedBy }));
  }
}

test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 })], {
  numRuns: 300,
})(
  'under no schedule is a change lost, made twice or missing from the history',
  async (stream, count, deaths) => {
    const ports = createMemoryPorts();
    await promoted(ports.policyBooks, 5);
    const made: string[] = [];
    const actors: Actor[] = Array.from({ length: count }, (_, index) => ({
      name: `rollback ${index}`,
      run: async (gated) => {
        await policiesOn({ ...ports, ...gated }).rollback(signedBy(`author ${index}`));
        made.push(`author ${index}`);
      },
    }));
    const { errors } = await runSchedule(
      ports,
      actors,
      deaths,
      (possible) => Number(stream.next().value) % possible,
    );
    expect(errors).toEqual([]);
    const book = await ports.policyBooks.get(model);
    const history = await ports.policyBooks.history(model);
    expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
    const rollbacks = history.filter(({ kind }) => kind === 'rollback').map(({ by }) => by.author);
    expect(new Set(rollbacks).size).toBe(rollbacks.length);
    expect(rollbacks).toEqual(expect.arrayContaining(made));
    expect(book?.serving).toHaveLength(5 - rollbacks.length);
  },
);

test.prop([fc.array(fc.boolean(), { maxLength: 8 }), fc.array(fc.boolean(), { maxLength: 8 })], {
  numRuns: 300,
})(
  'a rollback whose answer was lost, overwritten since or not, is not made twice',
  async (losses, overwrites) => {
    const { policyBooks: store, ...rest } = createMemoryPorts();
    await promoted(store, 15);
    let others = 0;
    const forgetful: PolicyBookStore = {
      ...store,
      async put(book) {
        const answer = await store.put(book);
        if (answer === 'moved' || losses.shift() !== true) return answer;
        if (overwrites.shift() === true) {
          others += 1;
          await policiesOn({ ...rest, policyBooks: store }).rollback(signedBy(`other ${others}`));
        }
        return 'moved';
      },
    };
    const policies = policiesOn({ ...rest, policyBooks: forgetful });
    for (const author of ['Ann', 'Bob', 'Cem']) await policies.rollback(signedBy(author));
    expect((await store.get(model))?.serving).toHaveLength(15 - 3 - others);
  },
);

test('what two propose at once for the same slice is given to one of them', async () => {
  const ports = createMemoryPorts();
  const experiments = makeExperiments({ ...ports, configuration: SMALL_CONFIGURATION });
  const plain = {
    population: { where: [] },
    guardrails: [],
    analysis: { level: 0.05, plannedUnits: 100, segments: [] },
  };
  const outcomes = await Promise.allSettled(
    ['one', 'two'].map((id) =>
      experiments.propose(anExperiment({ ...plain, id: id as never, salt: id }), signedBy('Ann')),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await experiments.list()).toHaveLength(1);
});
