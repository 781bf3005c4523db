import { CYCLES } from '../features/cyclical-table.ts';
import type {
  Cross,
  CyclicalFeature,
  Feature,
  FeatureSchema,
  MissingRule,
} from '../features/feature-schema.ts';
import { corruptSnapshot, readArray, readNumber, readObject, readText } from './read-json.ts';

/**
 * The schema that a JSON value describes, with its fields in a fixed order, so that equal schemas have equal JSON.
 * How old a value may be is left out: it says what a decision is made from, not what the columns mean.
 * @throws {CorruptStateError} `snapshot-corrupt` when it does not have a schema's shape.
 */
export function readFeatureSchema(value: unknown, where: string): FeatureSchema {
  const { features, crosses } = readObject(value, where);
  return {
    features: readArray(features, `${where}/features`, readFeature),
    crosses: readArray(crosses, `${where}/crosses`, readCross),
  };
}

function readFeature(value: unknown, where: string): Feature {
  const json = readObject(value, where);
  const name = readText(json['name'], `${where}/name`);
  switch (json['kind']) {
    case 'numeric':
      return {
        kind: 'numeric',
        name,
        min: readNumber(json['min'], `${where}/min`),
        max: readNumber(json['max'], `${where}/max`),
        center: readNumber(json['center'], `${where}/center`),
        spread: readNumber(json['spread'], `${where}/spread`),
        ...(json['knots'] === undefined
          ? {}
          : { knots: readArray(json['knots'], `${where}/knots`, readNumber) }),
        missing: readMissing(json['missing'], `${where}/missing`, readNumber),
      };
    case 'categorical':
      return {
        kind: 'categorical',
        name,
        levels: readArray(json['levels'], `${where}/levels`, readText),
        missing: readMissing(json['missing'], `${where}/missing`, readText),
      };
    case 'cyclical':
      return {
        kind: 'cyclical',
        name,
        period: readPeriod(json['period'], `${where}/period`),
        missing: readMissing(json['missing'], `${where}/missing`, readNumber),
      };
    default:
      throw corruptSnapshot(`${where}/kind is unknown`);
  }
}

function readMissing<T>(
  value: unknown,
  where: string,
  read: (value: unknown, where: string) => T,
): MissingRule<T> {
  const json = readObject(value, where);
  switch (json['rule']) {
    case 'refuse':
      return { rule: 'refuse' };
    case 'use':
      return { rule: 'use', value: read(json['value'], `${where}/value`) };
    default:
      throw corruptSnapshot(`${where}/rule is unknown`);
  }
}

function readPeriod(value: unknown, where: string): CyclicalFeature['period'] {
  if (!isPeriod(value)) throw corruptSnapshot(`${where} is unknown`);
  return value;
}

function isPeriod(value: unknown): value is CyclicalFeature['period'] {
  return typeof value === 'number' && CYCLES.has(value);
}

function readCross(value: unknown, where: string): Cross {
  const { of } = readObject(value, where);
  const [first, second, ...others] = readArray(of, `${where}/of`, readText);
  if (first === undefined || second === undefined || others.length > 0) {
    throw corruptSnapshot(`${where}/of is not a pair`);
  }
  return { of: [first, second] };
}
