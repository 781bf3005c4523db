import { encodedNames } from '../features/feature-columns.ts';
import { findSchemaFaults } from '../features/find-schema-faults.ts';
import type { ActionId, ModelId } from '../identifiers.ts';
import { isStrategyName, type StrategyName } from '../policy/strategy.ts';
import type { ArmGroups } from '../pooling/arm-groups.ts';
import { EFFECT_KINDS, type Effect } from '../pooling/effect.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import { isSortedByCodeUnit, sameNames } from './feature-names.ts';
import { findModelFaults } from './find-model-faults.ts';
import { readFeatureSchema } from './read-feature-schema.ts';
import { corruptSnapshot, readArray, readNumber, readObject, readText } from './read-json.ts';
import type { Snapshot, SnapshotArm } from './snapshot.ts';

type HeaderArm = Omit<SnapshotArm, 'theta' | 'covariance'>;
type HeaderEffect = Omit<Effect, 'values'>;

/** A snapshot without its long rows of numbers. */
export interface SnapshotHeader extends Omit<Snapshot, 'arms' | 'effects'> {
  readonly effects: readonly HeaderEffect[];
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
  if (json['format'] !== 2) throw corruptSnapshot('/format is unknown');
  const header: SnapshotHeader = {
    format: 2,
    model: asModelId(readText(json['model'], '/model')),
    strategy: readStrategy(json['strategy']),
    ridge: readNumber(json['ridge'], '/ridge'),
    scales: readScales(json['scales']),
    fittedOn: readCount(json['fittedOn'], '/fittedOn'),
    exploration: {
      beta: readNumber(exploration['beta'], '/exploration/beta'),
      epsilon: readNumber(exploration['epsilon'], '/exploration/epsilon'),
      gamma: readNumber(exploration['gamma'], '/exploration/gamma'),
    },
    schema: readFeatureSchema(json['schema'], '/schema'),
    names: readArray(json['names'], '/names', readText),
    effects: readArray(json['effects'], '/effects', readEffect),
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

function readStrategy(value: unknown): StrategyName {
  const name = readText(value, '/strategy');
  if (!isStrategyName(name)) throw corruptSnapshot('/strategy is unknown');
  return name;
}

function readScales(value: unknown): PoolingScales {
  const json = readObject(value, '/scales');
  const scale = (name: keyof PoolingScales) => readNumber(json[name], `/scales/${name}`);
  return {
    noise: scale('noise'),
    base: scale('base'),
    channel: scale('channel'),
    day: scale('day'),
    slot: scale('slot'),
    arm: scale('arm'),
  };
}

function readEffect(value: unknown, where: string): HeaderEffect {
  const json = readObject(value, where);
  const kind = EFFECT_KINDS.find((each) => each === json['kind']);
  if (kind === undefined) throw corruptSnapshot(`${where}/kind is unknown`);
  return { kind, name: readText(json['name'], `${where}/name`) };
}

function readGroups(value: unknown, where: string): ArmGroups {
  const json = readObject(value, where);
  const member = (name: keyof ArmGroups) =>
    json[name] === undefined ? {} : { [name]: readText(json[name], `${where}/${name}`) };
  return { ...member('channel'), ...member('day'), ...member('slot') };
}

function readArm(value: unknown, where: string): HeaderArm {
  const { action, cost, price, groups, count, rewardSum } = readObject(value, where);
  return {
    action: asActionId(readText(action, `${where}/action`)),
    cost: readNumber(cost, `${where}/cost`),
    price: readNumber(price, `${where}/price`),
    groups: readGroups(groups, `${where}/groups`),
    count: readCount(count, `${where}/count`),
    rewardSum: readNumber(rewardSum, `${where}/rewardSum`),
  };
}

function readCount(value: unknown, where: string): number {
  const count = readNumber(value, where);
  if (!(count >= 0)) throw corruptSnapshot(`${where} is not a count`);
  return count;
}

function asModelId(text: string): ModelId {
  return text as ModelId;
}

function asActionId(text: string): ActionId {
  return text as ActionId;
}
