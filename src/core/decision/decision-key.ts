import type { DecisionId } from '../identifiers.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 26 characters (130 bits) of the lower-case RFC 4648 base-32 text of a hash of at least 17 bytes. */
export function shortHash(hash: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of hash) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < 26) {
      bits -= 5;
      text += BASE32.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** What is hashed to make a decision's id: the same key under the same model is the same decision. */
export function decisionIdSeed(model: string, idempotencyKey: string): string {
  return `decision\n${model}\n${idempotencyKey}`;
}

export function decisionIdOf(hash: Uint8Array): DecisionId {
  return `d_${shortHash(hash)}` as DecisionId;
}

/**
 * What is hashed to make a decision's draw; fresh randomness for each decision, and the same on every replay.
 * @param redraws How many draws of this decision came to nothing. Whether one does may depend on what it fell on (only
 * a contact can lose its room to another), so using it again would make some actions likelier than their propensity.
 */
export function drawSeed(decisionId: DecisionId, redraws = 0): string {
  return redraws === 0 ? `draw\n${decisionId}` : `draw\n${decisionId}\n${redraws}`;
}
