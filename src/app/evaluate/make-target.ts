import type { FallbackRules } from '../../core/configuration.ts';
import { scorePolicy } from '../../core/decision/score-policy.ts';
import { InvalidInputError } from '../../core/errors.ts';
import { channelOf } from '../../core/evaluation/suite.ts';
import type { TargetPolicy, TargetProbabilities } from '../../core/evaluation/target-policy.ts';
import { type Encoder, makeEncoder } from '../../core/features/encoder.ts';
import type { FeatureVector } from '../../core/features/feature-vector.ts';
import { type ActionId, NO_CONTACT } from '../../core/identifiers.ts';
import { sameNames } from '../../core/model/feature-names.ts';
import { parseSnapshot } from '../../core/model/snapshot-codec.ts';
import { WHOLE } from '../../core/policy/distribution.ts';
import type { EvaluationRow } from './evaluation-row.ts';
import type { ReadyTarget } from './evaluation-target.ts';

/**
 * The policy that a target is: what it would have done in each row's place, within what could be done there.
 * @throws {CorruptStateError} when the target is a snapshot that can't be read.
 */
export function makeTarget(target: ReadyTarget): TargetPolicy<EvaluationRow> {
  const { name } = target;
  switch (target.kind) {
    case 'uniform':
      return { name, of: (row) => within(row, evenly(row.arms.length)) };
    case 'logged':
      return {
        name,
        isLogged: true,
        of: ({ propensity: taken, logged }) => (logged === undefined ? { taken } : { taken, shares: logged }),
      };
    case 'shadow':
      return { name, of: ({ raw }) => ({ taken: raw.shadow ?? 0 }) };
    case 'column':
      return { name, of: (row) => fromColumn(row, target.column) };
    case 'constant':
      return { name, of: (row) => spread(row, (arm) => arm === target.action) };
    case 'channel':
      return { name, of: (row) => spread(row, (arm) => channelOf(arm) === target.channel) };
    case 'rules':
      return { name, of: (row) => byRules(row, target.order, target.epsilon) };
    case 'model':
      return modelTarget(name, target.bytes, target.fallback);
  }
}

/**
 * Evenly over the arms that are wanted. Where none is among the row's: doing nothing if that may be chosen, else evenly
 * over what may, since the rest is forbidden; but of a log that doesn't say what was forbidden the policy wants what
 * the row can't tell of.
 */
function spread(row: EvaluationRow, isWanted: (arm: string) => boolean): TargetProbabilities {
  const wanted = row.arms.map(isWanted);
  const count = wanted.filter(Boolean).length;
  if (count > 0)
    return within(
      row,
      Float64Array.from(wanted, (is) => (is ? 1 / count : 0)),
    );
  if (!row.raw.closed) return { taken: 0, shares: new Float64Array(row.arms.length), elsewhere: 1 };
  const nothing = row.arms.indexOf(NO_CONTACT);
  if (nothing < 0) return within(row, evenly(row.arms.length));
  return within(
    row,
    Float64Array.from(row.arms, (_, index) => (index === nothing ? 1 : 0)),
  );
}

function byRules(row: EvaluationRow, order: readonly string[], epsilon: number): TargetProbabilities {
  const first = order.find((action) => row.arms.includes(action));
  const count = row.arms.length;
  if (first === undefined) return within(row, evenly(count));
  return within(
    row,
    Float64Array.from(row.arms, (arm) => epsilon / count + (arm === first ? 1 - epsilon : 0)),
  );
}

function fromColumn(row: EvaluationRow, column: string): TargetProbabilities {
  const value = row.raw.columns?.[column] ?? 0;
  if (typeof value === 'number') return { taken: value };
  const shares = Float64Array.from(row.arms, (arm) => value[arm] ?? 0);
  const known = shares.reduce((sum, share) => sum + share, 0);
  const rest = Object.values(value).reduce((sum, share) => sum + share, 0) - known;
  return { ...within(row, shares), ...(rest > ROUNDING ? { elsewhere: rest } : {}) };
}

const ROUNDING = 1e-9;

function modelTarget(name: string, bytes: Uint8Array, fallback: FallbackRules): TargetPolicy<EvaluationRow> {
  const snapshot = parseSnapshot(bytes);
  let encoder: Encoder | undefined;
  const declared = new Set(snapshot.schema.features.map((feature) => feature.name));

  /** The context as the snapshot encodes it; rows whose vectors have its very names needn't be encoded again. */
  function vectorOf({ features, raw }: EvaluationRow): FeatureVector {
    if (sameNames(features.names, snapshot.names)) return features;
    encoder ??= makeEncoder(snapshot.schema);
    const known = Object.fromEntries(Object.entries(raw.context).filter(([key]) => declared.has(key)));
    try {
      return encoder.encode(known);
    } catch (cause) {
      if (!(cause instanceof InvalidInputError)) throw cause;
      const [first] = cause.fields;
      throw new InvalidInputError(
        cause.code,
        `${name} can't be asked about this log: ${first?.pointer ?? 'a context'} ${first?.problem ?? 'is not what it knows'}. Value it by a log whose contexts have the features it was built for.`,
        { cause, fields: cause.fields },
      );
    }
  }

  return {
    name,
    of: (row) => {
      const eligible = row.arms as readonly ActionId[];
      const { distribution } = scorePolicy({ snapshot, x: vectorOf(row), eligible, fallback });
      const shares = new Float64Array(row.arms.length);
      for (const [index, action] of distribution.actions.entries()) {
        shares[row.arms.indexOf(action)] = (distribution.weights[index] ?? 0) / WHOLE;
      }
      return within(row, shares);
    },
  };
}

function within(row: EvaluationRow, shares: Float64Array): TargetProbabilities {
  return { taken: shares[row.arms.indexOf(row.taken)] ?? 0, shares };
}

function evenly(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}
