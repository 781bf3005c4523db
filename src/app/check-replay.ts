import { canonicalJson } from '../core/canonical-json.ts';
import type { Configuration } from '../core/configuration.ts';
import { chooseWatched, type ShadowedChoice } from '../core/decision/choose-watched.ts';
import { drawSeed } from '../core/decision/decision-key.ts';
import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import { expectedOfItself } from '../core/decision/expected-of.ts';
import { type Encoder, makeEncoder } from '../core/features/encoder.ts';
import type { SnapshotId } from '../core/identifiers.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot } from '../core/model/snapshot-codec.ts';
import { drawAction, drawNumber, propensityOf } from '../core/policy/draw.ts';
import type { PlainPolicy } from '../core/policy/served-policy.ts';
import type { Dependencies } from './dependencies.ts';
import { snapshotIdOf } from './model-source.ts';

/** What recomputing a decision has shown. `unmodelled`: the fixed rules decided, so only the draw could be checked. */
export type ReplayResult = 'same' | 'unmodelled' | { readonly problem: string };

export type CheckReplay = (record: DecisionRecord, verdict: Selected) => Promise<ReplayResult>;

/** Models that are kept in memory; decisions come in any order, but few models are needed at a time. */
const KEPT_MODELS = 64;

interface ReadModel {
  readonly snapshot: Snapshot;
  readonly encoder: Encoder;
}

/** Recomputes decisions bit for bit from their records and snapshots (invariant 5), reading each snapshot once. */
export function makeCheckReplay(
  deps: Pick<Dependencies, 'snapshots' | 'sha256'> & {
    readonly configuration: Pick<Configuration, 'fallback'>;
  },
): CheckReplay {
  const { snapshots, sha256, configuration } = deps;
  const models = new Map<SnapshotId, ReadModel | { readonly problem: string }>();

  return async function checkReplay(record, verdict) {
    const draw = drawNumber(sha256(drawSeed(record.decisionId, verdict.redraws)));
    if (draw !== verdict.draw) return { problem: 'the draw is not the hash of the decision id' };
    if (drawAction(verdict.distribution, draw) !== verdict.action) {
      return { problem: 'the action is not the one drawn' };
    }
    if (propensityOf(verdict.distribution, verdict.action) !== verdict.propensity) {
      return { problem: 'the logged propensity is not the probability of the draw' };
    }
    if (verdict.forced !== undefined && verdict.distribution.actions.length !== 1) {
      return { problem: 'it was forced, and yet there was something to choose' };
    }
    const plain = plainPolicyOf(verdict);
    const watcher = verdict.shadow?.snapshot;
    if (verdict.snapshot === undefined && watcher === undefined && plain === undefined) return 'unmodelled';
    const question = {
      x: { names: verdict.features.names, values: Float64Array.from(verdict.features.values) },
      eligible: verdict.eligible ?? verdict.distribution.actions,
      fallback: configuration.fallback,
    };
    const models: Partial<Record<SnapshotId, ReadModel>> = {};
    for (const id of [verdict.snapshot, watcher, verdict.predicted?.snapshot]) {
      if (id === undefined || models[id] !== undefined) continue;
      const model = await read(id);
      if ('problem' in model) return model;
      if (!isEncodingOf(model.encoder, record, verdict)) {
        return { problem: 'the context encodes to other features' };
      }
      models[id] = model;
    }
    const watching = watcher === undefined ? undefined : models[watcher]?.snapshot;
    const again = chooseWatched({
      ...question,
      snapshot: verdict.snapshot === undefined ? undefined : models[verdict.snapshot]?.snapshot,
      draw,
      ...(plain === undefined ? {} : { plain }),
      ...(watching === undefined ? {} : { watching }),
    });
    if (comparable(withSnapshot(again, watcher)) !== comparable(verdict)) {
      return { problem: 'recomputing it from its record and snapshot gives another answer' };
    }
    if (verdict.predicted !== undefined) {
      const { value, snapshot } = verdict.predicted;
      const expected = expectedOfItself({ ...question, snapshot: models[snapshot]?.snapshot });
      if (expected !== value) return { problem: 'the champion expects something else of it than was kept' };
    }
    return 'same';
  };

  async function read(id: SnapshotId): Promise<ReadModel | { readonly problem: string }> {
    const known = models.get(id);
    if (known !== undefined) return known;
    if (models.size === KEPT_MODELS) models.clear();
    const bytes = await snapshots.get(id);
    let model: ReadModel | { readonly problem: string };
    if (bytes === undefined) model = { problem: `its snapshot ${id} is missing` };
    else if (snapshotIdOf(bytes, sha256) !== id)
      model = { problem: `its snapshot ${id} has other bytes than its address says` };
    else {
      const snapshot = parseSnapshot(bytes);
      model = { snapshot, encoder: makeEncoder(snapshot.schema) };
    }
    models.set(id, model);
    return model;
  }
}

/** True as well when the configuration had other features than the snapshot: then the stored ones are the evidence. */
function isEncodingOf(encoder: Encoder, { context }: DecisionRecord, { features }: Selected): boolean {
  const same =
    encoder.names.length === features.names.length &&
    encoder.names.every((name, j) => name === features.names[j]);
  return !same || encoder.encode(context).values.every((value, j) => value === features.values[j]);
}

/**
 * The policy without a model that decided, as far as the record is complete; the fixed rules of the configuration are known
 * only where a model watched them, since they may have been others.
 */
function plainPolicyOf({ policy, forced, fallback, shadow, snapshot }: Selected): PlainPolicy | undefined {
  if (forced !== undefined || fallback) return undefined;
  switch (policy?.kind) {
    case 'fixed-rules':
    case 'uniform':
    case 'no-contact':
      return policy;
    default:
      return policy === undefined && shadow !== undefined && snapshot === undefined
        ? { kind: 'fixed-rules' }
        : undefined;
  }
}

type Comparable = Pick<
  Selected,
  'action' | 'distribution' | 'propensity' | 'strategy' | 'fallback' | 'explanation' | 'shadow'
>;

function withSnapshot(again: ShadowedChoice, snapshot: SnapshotId | undefined): Comparable {
  const { shadow, ...choice } = again;
  return shadow === undefined || snapshot === undefined
    ? choice
    : { ...choice, shadow: { ...shadow, snapshot } };
}

function comparable({
  action,
  distribution,
  propensity,
  strategy,
  fallback,
  explanation,
  shadow,
}: Comparable): string {
  return canonicalJson([action, distribution, propensity, strategy, fallback, explanation, shadow ?? null]);
}
