import * as z from 'zod';
import type { ExposedDecision } from '../../app/ports/exposure-book.ts';
import type { DecisionExposure, Exposure, NotedHarm } from '../../core/experiment/exposure.ts';
import { mergeExposures } from '../../core/experiment/merge-exposures.ts';
import type { BorrowerId, DecisionId, EventId, ExperimentId, VariantId } from '../../core/identifiers.ts';
import { readStored, readStoredJson, text } from './stored-values.ts';
import type { Item } from './table.ts';

/** Both sets hold JSON rows: adding one twice changes nothing, in whatever order they come. */
const exposureItem = z.strictObject({
  kind: z.string(),
  id: text<BorrowerId>(),
  decisions: z.set(z.string()),
  harms: z.set(z.string()).exactOptional(),
});

const decisionRow = z.tuple([text<DecisionId>(), text<VariantId>(), z.literal([0, 1]), z.literal([0, 1])]);
const decisionRows = z.union([decisionRow, z.tuple([...decisionRow.def.items, z.string()])]);
const harmRows = z.union([
  z.tuple([z.string(), text<EventId>()]),
  z.tuple([z.string(), text<EventId>(), text<DecisionId>()]),
]);

/** No experiment's name has `#` in it. */
export function exposureKind(experiment: ExperimentId): string {
  return `exposure#${experiment}`;
}

export function exposureKey(experiment: ExperimentId, borrowerId: BorrowerId): Item {
  return { kind: exposureKind(experiment), id: borrowerId };
}

/** The decision as a row of `[id, variant, contact, slow]`, with the unit as a fifth where one was assigned. */
export function decisionText({ decisionId, variant, unit, contact, slow }: ExposedDecision): string {
  const row = [decisionId, variant, Number(contact), Number(slow)];
  return JSON.stringify(unit === undefined ? row : [...row, unit]);
}

/** The harm as a row of `[type, id]`, with the decision as a third where one is named. */
export function harmText({ type, id, decisionId }: NotedHarm): string {
  return JSON.stringify(decisionId === undefined ? [type, id] : [type, id, decisionId]);
}

/** @throws {CorruptStateError} `record-corrupt` */
export function exposureOf(experiment: ExperimentId, item: Item): Exposure {
  const { id, decisions, harms } = readStored(exposureItem, item, 'exposure');
  return {
    experiment,
    borrowerId: id,
    decisions: mergeExposures([...decisions].map(decisionOf)),
    harms: [...(harms ?? [])].sort().map(harmOf),
  };
}

function decisionOf(json: string): DecisionExposure {
  const [decisionId, variant, contact, slow, unit] = readStoredJson(decisionRows, json, 'exposed decision');
  return {
    decisionId,
    variant,
    ...(unit === undefined ? {} : { unit }),
    contact: contact === 1,
    slow: slow === 1,
  };
}

function harmOf(json: string): NotedHarm {
  const [type, id, decisionId] = readStoredJson(harmRows, json, 'noted harm');
  return { id, type, ...(decisionId === undefined ? {} : { decisionId }) };
}
