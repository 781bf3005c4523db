import type { ModelId } from '../identifiers.ts';
import type { DecisionRecord } from './decision-record.ts';

/** Where decisions that were kept out of training are credited. It can't be a configured model's name, which has no `~`. */
export function keptOutModel(model: ModelId): ModelId {
  return `${model}~kept-out` as ModelId;
}

/**
 * The statistics that a decision is credited to: those that the served model is built from, or the ones beside them. Either
 * way exactly once, corrected and unlearned alike, so that what was kept out can be counted and checked too.
 */
export function statisticsModelOf({ model, keptOut }: Pick<DecisionRecord, 'model' | 'keptOut'>): ModelId {
  return keptOut === true ? keptOutModel(model) : model;
}
