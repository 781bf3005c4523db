import type { GateNeeds } from '../../core/evaluation/gate.ts';
import type { LearnedPolicy } from '../../core/policy/served-policy.ts';
import type { SearchSpace } from './candidates.ts';

/** Raised when a reader of the version before could misread a search. */
export const SEARCH_LOG_SCHEMA = 1;

export interface SearchSettings extends SearchSpace {
  /** Parts of the log's rows that are learned from and selected by; the rest confirms. */
  readonly shares: readonly [learn: number, select: number];
  /** Hours between two parts; absent: as long as outcomes take. */
  readonly gapHours?: number;
  /** How many of the best are confirmed, at most. */
  readonly confirm: number;
  /** In (0, 1): with what probability, at most, a search claims anything that is not so. */
  readonly alpha: number;
}

/** A part of the log, as a search used it. */
export interface SearchPart {
  readonly use: 'learn' | 'select' | 'confirm';
  /** RFC 3339; rows from then on … */
  readonly from: string;
  /** … decided before. */
  readonly to: string;
  readonly rows: number;
  /** Rows by which policies could be compared. */
  readonly compared: number;
}

/** What a part of the log says of a candidate. */
export type CandidateValue =
  | {
      readonly verdict: 'tell';
      /** Reward after cost per decision. */
      readonly value: number;
      /** Less what the champion earned, with intervals that hold at any time. */
      readonly gain: { readonly value: number; readonly lower: number; readonly upper: number };
      /** Of the value itself. */
      readonly lower: number;
      readonly upper: number;
      /** Decisions of its own that the rows are worth. */
      readonly effective: number;
    }
  | {
      readonly verdict: 'cannot-tell';
      readonly reasons: readonly string[];
      readonly needs: GateNeeds['words'];
    };

export interface SearchedCandidate {
  readonly name: string;
  readonly policy: LearnedPolicy;
  readonly selected: CandidateValue;
}

export interface ConfirmedCandidate {
  readonly name: string;
  readonly policy: LearnedPolicy;
  readonly confirmed: CandidateValue;
  /** By which comparison it is better than the champion; absent when it isn't known to be. */
  readonly better?: 'lower-bound' | 'difference';
}

/**
 * Everything that a search did: what a promotion can cite. The same log and settings make the same search, byte for byte.
 */
export interface SearchLog {
  readonly schema: typeof SEARCH_LOG_SCHEMA;
  readonly kind: 'policy-search';
  readonly settings: SearchSettings;
  readonly log: {
    readonly digest: string;
    readonly rows: number;
    readonly young: number;
    readonly single: number;
    readonly inExperiments: number;
  };
  /** Of the configuration that candidates differ from. */
  readonly configuration: string;
  readonly parts: readonly SearchPart[];
  /** What the champion earned where candidates were selected. */
  readonly championSelecting?: number;
  readonly candidates: readonly SearchedCandidate[];
  /** Absent while the search is under way, or when no candidate looked better. */
  readonly confirmation?: {
    /** What the champion earned on the very rows. */
    readonly champion?: number;
    /** 1 − α ÷ number confirmed: of each candidate's intervals (Bonferroni). */
    readonly level: number;
    /** Best lower bound of the gain first. */
    readonly candidates: readonly ConfirmedCandidate[];
  };
  /** The confirmed candidate with the best lower bound; absent when nothing beats what is served. */
  readonly best?: string;
  readonly finished: boolean;
}
