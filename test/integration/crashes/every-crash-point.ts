import { describe, expect, test } from 'vitest';
import type { MemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import {
  type CrashPoint,
  everyCrashPoint,
  fateAt,
  mortalProcess,
  type PortCall,
} from '../../support/crash-points.ts';
import type { TablePorts } from '../../support/engines/dynamo-ports.ts';
import { type Arm, type Life, lifeNumber, serviceOf } from '../../support/life.ts';
import { booksOf, booksToFind, portsOfLife, untilQuiet } from './books.ts';
import { CRASH_CASES, type CrashCase } from './crash-cases.ts';

/**
 * Every case of the list, on the real handlers, with a death before and a death after each call of storage and queues;
 * each death is that of another life on the same tables.
 */
export function crashPointsSuite(tables: () => TablePorts): void {
  let lives = 0;
  describe('whatever call a process dies of, the books balance when its work was done again', () => {
    test.each(CRASH_CASES.map((each) => [each.name, each] as const))('%s', async (_name, crashCase) => {
      const calls = await everyCrashPoint(async (point) => {
        lives += 1;
        const life = lifeNumber(lives);
        const ports = portsOfLife(tables());
        const diedOf = await live(life, ports, crashCase, point);
        const label =
          diedOf === undefined ? 'left alone' : `died ${point.when} call ${diedOf.number}, ${diedOf.name}`;
        await doAgain(life, ports, crashCase).catch((cause: Error) => {
          throw new Error(`${label}: ${cause.message}`, { cause });
        });
        const found = await booksOf(life, ports, Object.keys(crashCase.ends) as Arm[]);
        expect(found, label).toEqual(booksToFind(crashCase, found));
        return diedOf !== undefined;
      });
      expect(calls, 'there was something to die of').toBeGreaterThan(1);
    });
  });
}

/** Lives up to the death; the call that was died of, if the process makes so many. */
async function live(
  life: Life,
  ports: MemoryPorts,
  { before, dies }: CrashCase,
  point: CrashPoint,
): Promise<PortCall | undefined> {
  const service = serviceOf(life, ports);
  for (const step of before) await step(life, service);
  const mortal = mortalProcess(ports, fateAt(point));
  const failure = await dies(life, serviceOf(life, mortal.ports)).catch((error: Error) => error);
  await mortal.landed();
  const diedOf = mortal.diedOf();
  // What a dead process answers nobody hears.
  if (diedOf === undefined && failure !== undefined) throw failure;
  return diedOf;
}

/** The queue delivers again, the caller asks again, and life goes on until nothing is owed. */
async function doAgain(life: Life, ports: MemoryPorts, { dies, after = [] }: CrashCase): Promise<void> {
  const service = serviceOf(life, ports);
  for (const step of [dies, ...after]) await step(life, service);
  await untilQuiet(life, service, ports);
}
