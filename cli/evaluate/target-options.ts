import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { NamedTarget, TargetSpec } from '../../src/app/evaluate/evaluation-target.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { InvalidInputError, NotFoundError } from '../../src/core/errors.ts';
import type { SnapshotId } from '../../src/core/identifiers.ts';
import { parseSnapshot } from '../../src/core/model/snapshot-codec.ts';
import { isStrategyName, STRATEGY_NAMES } from '../../src/core/policy/strategy.ts';
import { loadConfiguration } from '../load-configuration.ts';

/** Runs `work` on the ports of the place that the command was given. */
export type WithPorts = (work: (ports: Ports) => Promise<void>) => Promise<void>;

/**
 * The policy that a target names.
 * @throws {InvalidInputError} `config-invalid` when it names none, or what it names can't be read.
 */
export async function readTarget(name: string, withPorts: WithPorts): Promise<NamedTarget> {
  return { name, spec: await specOf(name, withPorts) };
}

async function specOf(name: string, withPorts: WithPorts): Promise<TargetSpec> {
  if (name === 'uniform' || name === 'logged' || name === 'shadow') return { kind: name };
  if (isStrategyName(name)) return { kind: 'strategy', strategy: name };
  const [, kind = '', rest = ''] = /^([a-z]+):(.+)$/s.exec(name) ?? [];
  switch (kind) {
    case 'constant':
      return { kind, action: rest };
    case 'channel':
      return { kind, channel: rest };
    case 'column':
      return { kind, column: rest };
    case 'config':
      return { kind: 'configuration', configuration: await loadConfiguration(rest) };
    case 'rules':
      return existsSync(rest) ? await rulesIn(rest) : { kind, order: rest.split(','), epsilon: 0 };
    case 'snapshot':
      return { kind, bytes: await snapshotBytes(rest, withPorts) };
  }
  throw new InvalidInputError(
    'config-invalid',
    `"${name.slice(0, 80)}" names no target. Give one of: uniform, logged, shadow, ${STRATEGY_NAMES.filter((each) => each !== 'uniform').join(', ')}, ` +
      'config:FILE, snapshot:FILE, snapshot:sha256:…, constant:ACTION, channel:CHANNEL, rules:FILE, rules:FIRST,SECOND,…, column:NAME.',
  );
}

async function rulesIn(path: string): Promise<TargetSpec> {
  const fix = 'Write {"order": ["first action", "second", …], "epsilon": 0.05}.';
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new InvalidInputError('config-invalid', `${path} holds no rules. ${fix}`, { cause });
  }
  const { order, epsilon = 0 } = (value ?? {}) as { readonly order?: unknown; readonly epsilon?: unknown };
  const isOrder = Array.isArray(order) && order.length > 0 && order.every((each) => typeof each === 'string');
  if (!isOrder || typeof epsilon !== 'number' || !(epsilon >= 0 && epsilon <= 1)) {
    throw new InvalidInputError('config-invalid', `${path} holds no rules. ${fix}`);
  }
  return { kind: 'rules', order: order as readonly string[], epsilon };
}

async function snapshotBytes(name: string, withPorts: WithPorts): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  if (/^sha256:[0-9a-f]{64}$/.test(name)) {
    await withPorts(async ({ snapshots }) => {
      bytes = await snapshots.get(name as SnapshotId);
    });
    if (bytes === undefined) {
      throw new NotFoundError(
        'snapshot-unknown',
        `There is no snapshot ${name}; --state-dir or --aws says where to look.`,
      );
    }
  } else {
    bytes = await readFile(name).catch((cause: unknown) => {
      throw new InvalidInputError('config-invalid', `${name} can't be read as a snapshot.`, { cause });
    });
  }
  parseSnapshot(bytes);
  return bytes;
}
