import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../../local/open-state.ts';
import { startService } from '../../../local/service.ts';
import { makePark } from '../../../src/app/park.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { runCommand } from '../../support/local/run-command.ts';
import { lastingState } from '../../support/local/temporary-state.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const folder = lastingState();
const BODY = '{"eventId":"secret-1"}';
let id: string;

beforeAll(async () => {
  const options = { stateDir: folder.path, port: 0, configuration: SMALL_CONFIGURATION, simulation: false };
  await (await startService(options)).stop();
  const state = await openState(folder.path);
  const parked = await makePark(state.ports)(
    { queue: 'outcomes', body: BODY, code: 'message-unreadable', reason: 'It lacks decisionId.' },
    parseInstant('2026-11-24T14:00:00Z'),
  );
  id = parked.id;
  await state.close();
});

afterAll(() => folder.remove());

async function parked(...parameters: readonly string[]) {
  return await runCommand('parked', ...parameters, '--state-dir', folder.path).ended();
}

describe('rapport parked', () => {
  it('discards a message for a reason only, and keeps who, why and what it was, without its content', async () => {
    expect((await parked('discard', id, '--by', 'Ada')).code).toBe(2);
    expect(await parked('list')).toMatchObject({ code: 0, stdout: expect.stringContaining(id) });

    const done = await parked('discard', id, '--reason', 'a test of the feed', '--by', 'Ada');
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('is discarded') });
    expect((await parked('list')).stdout).toContain('Nothing is parked.');
    const notes = await parked('discarded', '--json');
    expect(JSON.parse(notes.stdout)).toMatchObject([
      {
        id,
        queue: 'outcomes',
        code: 'message-unreadable',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: 'a test of the feed',
        by: 'Ada',
        parkedAt: '2026-11-24T14:00:00.000Z',
      },
    ]);
    expect(notes.stdout).not.toContain('secret-1');
    expect((await parked('discarded')).stdout).toContain('a test of the feed');
    const again = await parked('discard', id, '--reason', 'once more', '--by', 'Ada');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('parked-unknown') });
  });

  it('says who is meant when nobody is named', async () => {
    const state = await openState(folder.path);
    const message = { queue: 'credits', body: '{}', code: 'dead-lettered', reason: 'It failed.' } as const;
    const other = await makePark(state.ports)(message, parseInstant('2026-11-25T14:00:00Z'));
    await state.close();
    await parked('discard', other.id, '--reason', 'credited by hand');
    const notes = await parked('discarded', '--json');
    expect(JSON.parse(notes.stdout)[1]).toMatchObject({ id: other.id, by: expect.stringMatching(/./) });
  });
});
