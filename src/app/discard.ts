import type { Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { hexadecimal } from './hexadecimal.ts';
import { requireParked } from './park.ts';
import type { DiscardNote } from './ports/parking-lot.ts';

export type Discard = (
  id: string,
  why: Pick<DiscardNote, 'reason' | 'by'>,
  now: Instant,
) => Promise<DiscardNote>;

/**
 * Throws a parked message away and keeps a note of it, without its content. The note comes first: a crash in between
 * leaves the message parked, to be discarded again under the same note.
 * @throws {NotFoundError} `parked-unknown`
 */
export function makeDiscard({ parking, sha256 }: Pick<Dependencies, 'parking' | 'sha256'>): Discard {
  return async function discard(id, { reason, by }, now) {
    return await contend('Discarding a message', async () => {
      const message = await requireParked({ parking }, id);
      const note: DiscardNote = {
        id,
        queue: message.queue,
        code: message.code,
        digest: hexadecimal(sha256(message.body)),
        reason,
        by,
        at: now,
        parkedAt: message.parkedAt,
      };
      await parking.noteDiscard(note);
      return (await parking.remove(message)) === 'moved' ? 'moved' : note;
    });
  };
}
