import { expect, test } from 'vitest';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { DecisionId } from '../../../src/core/identifiers.ts';
import { checkSoak, faultsOf } from '../../soak/check.ts';
import { SOAK_CONFIGURATION } from '../../soak/configuration.ts';
import { memoryService } from '../../soak/memory-service.ts';
import { type Played, playSoak } from '../../soak/play.ts';
import { collect } from '../../support/collect.ts';

const SIZE = { decisions: 300, events: 1200, seed: 3 };

async function played(): Promise<{ ports: Ports; known: Played; kills: number }> {
  const service = memoryService(SOAK_CONFIGURATION, SIZE.seed);
  const known = await playSoak({ size: SIZE, service, isStopped: () => false, onProgress: () => {} });
  if (known === undefined) throw new Error('Nobody stopped it.');
  return { ports: service.ports, known, kills: (await service.tally()).kills };
}

const check = async (ports: Ports, known: Played) => await checkSoak(ports, known, () => {});

test('a small soak test of everything that goes wrong ends sound', async () => {
  const { ports, known, kills } = await played();
  const findings = await check(ports, known);
  expect(faultsOf(findings)).toEqual([]);
  expect(findings).toMatchObject({ decisions: SIZE.decisions, parked: known.poison.size });
  expect(findings.credited).toBeGreaterThan(200);
  expect(kills).toBeGreaterThan(10);
  const { distinct, duplicates, poison } = known.sent;
  expect(distinct + duplicates + poison).toBe(SIZE.events);
});

test('the oracle notices a lost event, a doubled credit, a message parked wrongly and poison that was taken', async () => {
  const { ports, known } = await played();
  const [item] = await collect(ports.statistics.list(SOAK_CONFIGURATION.model));
  if (item === undefined) throw new Error('Something was learned.');
  const { statistics } = item;
  const doubled = { ...statistics, count: statistics.count + 1 };
  await ports.statistics.put({ ...item, statistics: doubled, receipts: [], version: item.version + 1 });
  const heardOf = known.decisions.find(({ events, action }) => events.length > 0 && action !== undefined);
  const state = await ports.ledger.getState(heardOf?.id as DecisionId);
  if (state === undefined) throw new Error('It was decided.');
  await ports.ledger.replaceState({ ...state, version: state.version + 1, events: state.events.slice(1) });
  const [parked] = await collect(ports.parking.list());
  if (parked === undefined) throw new Error('Poison was sent.');
  await ports.parking.remove(parked);
  await ports.parking.park({ ...parked, id: 'another', body: 'no poison' });

  const { differing, lost, missed, wronged, doubled: twice } = await check(ports, known);
  expect({ differing: differing.length, lost: lost.length, missed, wronged: wronged.length, twice }).toEqual({
    differing: 1,
    lost: 1,
    missed: [parked.body],
    wronged: 1,
    twice: [],
  });
});
