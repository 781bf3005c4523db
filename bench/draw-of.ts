import { createHash } from 'node:crypto';
import { drawSeed } from '../src/core/decision/decision-key.ts';
import type { DecisionId } from '../src/core/identifiers.ts';
import { drawNumber } from '../src/core/policy/draw.ts';

/** The draw of a decision, as the service makes it: by hash of its id, so the same on every run and machine. */
export function drawOf(id: string): number {
  return drawNumber(
    createHash('sha256')
      .update(drawSeed(id as DecisionId))
      .digest(),
  );
}
