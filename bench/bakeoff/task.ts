import type { StrategyName } from '../../src/core/policy/strategy.ts';
import type { BakeoffSettings } from './play-set.ts';

/** A set's file, its label column, and a digest of both. */
export interface SetFile {
  readonly path: string;
  readonly label: string;
  readonly digest: string;
}

export interface StrategyTask {
  readonly kind: 'strategy';
  readonly set: SetFile;
  readonly strategy: StrategyName;
  readonly shuffle: number;
  readonly settings: BakeoffSettings;
}

export interface SupervisedTask {
  readonly kind: 'supervised';
  readonly set: SetFile;
  readonly shuffle: number;
  readonly ridge: number;
}

/** Work for the peers' script. */
export interface PeerTask {
  readonly kind: 'peer';
  readonly set: SetFile;
  /** Where the set was written for it, and a digest of what was written. */
  readonly folder: string;
  readonly prepared: string;
  readonly policy: string;
  readonly shuffles: readonly number[];
  /** With the learning rate that turns out best, too. */
  readonly tuned: boolean;
  /** Only so many rows, for a peer that is too slow for all. */
  readonly maxRows?: number;
}

export type BakeoffTask = StrategyTask | SupervisedTask | PeerTask;

export type ThreadTask = StrategyTask | SupervisedTask;
