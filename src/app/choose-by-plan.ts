import type { Configuration } from '../core/configuration.ts';
import { chooseWatched } from '../core/decision/choose-watched.ts';
import type { Selected } from '../core/decision/decision-record.ts';
import type { FeatureVector } from '../core/features/feature-vector.ts';
import { type ActionId, NO_CONTACT } from '../core/identifiers.ts';
import type { Plan } from './plan-decision.ts';
import { channelOf } from './tell-profile.ts';

/** Why nothing is done where a group's borrower can't be given no-contact. */
export const HELD_BACK =
  'The borrower is in a group that is not contacted, so that what contact is worth can be told.';

export interface PlannedQuestion {
  readonly x: FeatureVector;
  /** At least one. */
  readonly eligible: readonly ActionId[];
  /** Unsigned 32-bit hash of the decision id. */
  readonly draw: number;
}

/** What a free choice leaves in the record. */
export type PlannedChoice = Pick<
  Selected,
  | 'action'
  | 'distribution'
  | 'eligible'
  | 'propensity'
  | 'cost'
  | 'strategy'
  | 'policy'
  | 'predicted'
  | 'snapshot'
  | 'fallback'
  | 'explanation'
  | 'shadow'
>;

/** The choice of the plan's policy; undefined when it holds everybody back and no-contact is not eligible. */
export function chooseByPlan(
  configuration: Pick<Configuration, 'fallback' | 'channels'>,
  { policy: { plain, model, watching, asked }, predict }: Plan,
  { x, eligible, draw }: PlannedQuestion,
): PlannedChoice | undefined {
  const holdsBack = plain?.kind === 'no-contact';
  if (holdsBack && !eligible.includes(NO_CONTACT)) return undefined;
  const { fallback, channels } = configuration;
  const { shadow, ...choice } = chooseWatched({
    snapshot: model?.snapshot,
    x,
    eligible,
    draw,
    fallback,
    ...(plain === undefined ? {} : { plain }),
    ...(watching === undefined ? {} : { watching: watching.snapshot }),
  });
  const byModel = plain === undefined && !choice.fallback ? model : undefined;
  // A model reckons with the cost and tells it in its explanation.
  const cost =
    byModel === undefined
      ? channels.find(({ id }) => id === channelOf(choice.action, configuration))?.cost
      : undefined;
  const predicted = predict({ x, eligible, fallback });
  return {
    ...choice,
    ...(holdsBack ? { eligible: [...eligible].sort() } : {}),
    ...(cost === undefined ? {} : { cost }),
    ...(byModel === undefined ? {} : { snapshot: byModel.id }),
    ...(asked === undefined ? {} : { policy: asked }),
    ...(predicted === undefined ? {} : { predicted }),
    ...(watching === undefined || shadow === undefined
      ? {}
      : { shadow: { ...shadow, snapshot: watching.id } }),
  };
}
