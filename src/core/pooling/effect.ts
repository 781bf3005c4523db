/** What effects there are, in the order in which they are listed. */
export const EFFECT_KINDS = ['base', 'channel', 'day', 'slot'] as const;

export type EffectKind = (typeof EFFECT_KINDS)[number];

/** What arms with something in common share of their weights, e.g. all arms of the channel `sms`. */
export interface Effect {
  readonly kind: EffectKind;
  /** Which channel, days or time of day; empty for the base. */
  readonly name: string;
  /** Its expected weight for each feature. */
  readonly values: Float64Array;
}
