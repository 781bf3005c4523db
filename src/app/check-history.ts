import type { Configuration } from '../core/configuration.ts';
import { AppError, type FieldProblem, InvalidInputError } from '../core/errors.ts';
import { type Encoder, makeEncoder } from '../core/features/encoder.ts';
import type { FeatureVector } from '../core/features/feature-vector.ts';
import type { ActionId } from '../core/identifiers.ts';
import { quantise } from '../core/linear-algebra/grid.ts';
import { type DecisionWeek, decisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import type { HistoricalContact, HistoryLine } from './history-line.ts';

/** A contact as the model will learn from it. */
export interface EncodedContact {
  readonly action: ActionId;
  readonly week: DecisionWeek;
  readonly x: FeatureVector;
  readonly reward: number;
  readonly propensity: 'logged' | 'estimated' | 'none';
}

export type CheckedLine = EncodedContact | readonly FieldProblem[];

/** Tells of each line what it teaches, or everything that keeps it from being learned from. */
export function makeCheckHistory(
  configuration: Configuration,
  now: Instant,
): (line: HistoryLine) => CheckedLine {
  const encoder = makeEncoder(configuration.features);
  const actions = new Map(configuredActions(configuration).map(({ action }) => [String(action), action]));
  const { min, max } = configuration.reward;

  return function checkLine({ contact }) {
    if (isFaulty(contact)) return contact;
    const faults: FieldProblem[] = [];
    const action = actions.get(contact.action);
    if (action === undefined) {
      faults.push({
        pointer: '/action',
        problem: 'is no configured action',
        fix: 'use <channel>@<window> of rapport.config.ts, or no-contact where that is enabled',
      });
    }
    if (!(contact.reward >= min && contact.reward <= max)) {
      faults.push({
        pointer: '/reward',
        problem: `lies outside the rewards of rapport.config.ts, ${min} to ${max}`,
        fix: 'give what the reward rule would have given, before the cost of the contact',
      });
    }
    if (!(contact.at <= now && decisionWeek(contact.at) >= 0)) {
      faults.push({
        pointer: '/at',
        problem: 'is not in the past',
        fix: 'give the time of the decision, 1970 at the earliest',
      });
    }
    const x = encode(encoder, contact, faults);
    if (faults.length > 0 || action === undefined || x === undefined) return faults;
    return {
      action,
      week: decisionWeek(contact.at),
      x,
      reward: quantise(contact.reward),
      propensity: contact.propensity === undefined ? 'none' : (contact.propensitySource ?? 'estimated'),
    };
  };
}

export function isFaulty<T extends object>(
  line: T | readonly FieldProblem[],
): line is readonly FieldProblem[] {
  return Array.isArray(line);
}

function encode(
  encoder: Encoder,
  { context }: HistoricalContact,
  faults: FieldProblem[],
): FeatureVector | undefined {
  try {
    return encoder.encode(context);
  } catch (error) {
    if (!(error instanceof AppError && error instanceof InvalidInputError)) throw error;
    faults.push(...error.fields);
    return undefined;
  }
}
