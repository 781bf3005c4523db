import { encodedNames } from '../features/feature-columns.ts';
import { findSchemaFaults } from '../features/find-schema-faults.ts';
import type { ActionId, ModelId } from '../identifiers.ts';
import { isSortedByCodeUnit, sameNames } from './feature-names.ts';
import { findModelFaults } from './find-model-faults.ts';
import { readFeatureSchema } from './read-feature-schema.ts';
import { corruptSnapshot, readArray, readNumber, readObject, readText } from './read-json.ts';
import type { Snapshot, SnapshotArm } from './snapshot.ts';

type HeaderArm = Pick<SnapshotArm, 'action' | 'cost' | 'count' | 'rewardSum'>;

/** A snapshot without its long rows of numbers. */
export interface SnapshotHeader extends Omit<Snapshot, 'arms'> {
  readonly arms: readonly HeaderArm[];
}

/**
 * The header that a JSON value, or a snapshot, describes: known fields only, in a fixed order.
 * @throws {CorruptStateError} `snapshot-corrupt` when a field is missing, has the wrong type or contradicts another.
 * @remarks Features are not held against the list of protected attributes here: a decision made before the list grew
 * can still be replayed (invariant 5), while no encoder is made of its schema any more (invariant 8).
 */
export function readSnapshotHeader(value: unknown): SnapshotHeader {
  const json = readObject(value, 'the header');
  const exploration = readObject(json['exploration'], '/exploration');
  if (json['format'] !== 1) throw corruptSnapshot('/format is unknown');
  const header: SnapshotHeader = {
    format: 1,
    model: asModelId(readText(json['model'], '/model')),
    ridge: readNumber(json['ridge'], '/ridge'),
    exploration: {
      beta: readNumber(exploration['beta'], '/exploration/beta'),
      epsilon: readNumber(exploration['epsilon'], '/exploration/epsilon'),
    },
    schema: readFeatureSchema(json['schema'], '/schema'),
    names: readArray(json['names'], '/names', readText),
    arms: readArray(json['arms'], '/arms', readArm),
  };
  const [fault] = [...findSchemaFaults(header.schema), ...findModelFaults(header)];
  if (fault !== undefined) throw corruptSnapshot(`${fault.pointer} ${fault.problem}`);
  if (!sameNames(header.names, encodedNames(header.schema)))
    throw corruptSnapshot('/names are not those of /schema');
  if (!isSortedByCodeUnit(header.arms.map(({ action }) => action)))
    throw corruptSnapshot('/arms are not sorted');
  return header;
}

function readArm(value: unknown, where: string): HeaderArm {
  const { action, cost, count, rewardSum } = readObject(value, where);
  return {
    action: asActionId(readText(action, `${where}/action`)),
    cost: readNumber(cost, `${where}/cost`),
    count: readCount(count, `${where}/count`),
    rewardSum: readNumber(rewardSum, `${where}/rewardSum`),
  };
}

function readCount(value: unknown, where: string): number {
  const count = readNumber(value, where);
  if (!Number.isSafeInteger(count) || count < 0) throw corruptSnapshot(`${where} is not a count`);
  return count;
}

function asModelId(text: string): ModelId {
  return text as ModelId;
}

function asActionId(text: string): ActionId {
  return text as ActionId;
}
