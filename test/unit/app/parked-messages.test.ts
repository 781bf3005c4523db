import { describe, expect, it } from 'vitest';
import { makeDiscard } from '../../../src/app/discard.ts';
import { makePark, makeRedrive } from '../../../src/app/park.ts';
import { HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { collect } from '../../support/collect.ts';
import { memoryService, WEDNESDAY } from '../../support/memory-service.ts';

const POISON = {
  queue: 'outcomes',
  body: '{"eventId":"e-1"}',
  code: 'message-unreadable',
  reason: 'It lacks decisionId.',
} as const;
const WHY = { reason: 'A test of the feed.', by: 'Ada' };
const LATER = plusMs(WEDNESDAY, HOUR_MS);

async function parked() {
  const { ports } = memoryService();
  const park = makePark(ports);
  const { id } = await park(POISON, WEDNESDAY);
  return { ports, park, id };
}

describe('redrive', () => {
  it('puts the message back byte for byte and takes it out of the lot', async () => {
    const { ports, id } = await parked();
    await makeRedrive(ports)(id);
    expect(ports.outcomes.takeBodies(10)).toEqual([POISON.body]);
    expect(await ports.parking.get(id)).toBeUndefined();
    await expect(makeRedrive(ports)(id)).rejects.toMatchObject({ code: 'parked-unknown' });
  });

  it('leaves a message parked that its consumer has parked again by then', async () => {
    const { ports, park, id } = await parked();
    const impatient = {
      ...ports,
      outcomes: {
        ...ports.outcomes,
        redeliver: async (body: string) => void (await park({ ...POISON, body }, LATER)),
      },
    };
    await makeRedrive(impatient)(id);
    expect(await ports.parking.get(id)).toMatchObject({ body: POISON.body, times: 2 });
  });
});

describe('discard', () => {
  it('keeps a note without the content', async () => {
    const { ports, id } = await parked();
    const note = await makeDiscard(ports)(id, WHY, LATER);
    expect(await ports.parking.get(id)).toBeUndefined();
    expect(await collect(ports.parking.discarded())).toEqual([note]);
    expect(note).toEqual({
      id,
      queue: 'outcomes',
      code: 'message-unreadable',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      ...WHY,
      at: LATER,
      parkedAt: WEDNESDAY,
    });
    expect(JSON.stringify(note)).not.toContain('e-1');
  });

  it('has noted it before the message is gone, and notes it once however often it is begun', async () => {
    const { ports, id } = await parked();
    const dying = {
      ...ports,
      parking: { ...ports.parking, remove: () => Promise.reject(new Error('died')) },
    };
    await expect(makeDiscard(dying)(id, WHY, LATER)).rejects.toThrow('died');
    expect(await ports.parking.get(id)).toBeDefined();
    await makeDiscard(ports)(id, { reason: 'As before.', by: 'Bob' }, plusMs(LATER, HOUR_MS));
    expect(await ports.parking.get(id)).toBeUndefined();
    expect(await collect(ports.parking.discarded())).toMatchObject([{ ...WHY, at: LATER }]);
  });

  it('throws a message away for each time that it was parked anew', async () => {
    const { ports, park, id } = await parked();
    await makeDiscard(ports)(id, WHY, LATER);
    await park(POISON, plusMs(LATER, 1));
    await makeDiscard(ports)(id, WHY, plusMs(LATER, 2));
    expect(await collect(ports.parking.discarded())).toHaveLength(2);
    await expect(makeDiscard(ports)(id, WHY, LATER)).rejects.toMatchObject({ code: 'parked-unknown' });
  });
});
