/** What to do when a request lacks a feature: refuse it, or encode this value instead. */
export type MissingRule<T> = { readonly rule: 'refuse' } | { readonly rule: 'use'; readonly value: T };

/** How old a value on record may be. */
interface Freshness {
  /**
   * A value of the feature record that was observed longer ago, in hours, > 0, is not used: the missing rule applies.
   * @defaultValue any age will do
   */
  readonly maxAgeHours?: number;
}

/**
 * Encoded as (value − center) ÷ spread, clipped to ±8; frozen with the schema so old and new credits share one scale.
 * With knots it has a piecewise linear effect: another slope in each stretch between two of them.
 */
export interface NumericFeature extends Freshness {
  readonly kind: 'numeric';
  readonly name: string;
  /** Values outside [min, max] are refused. */
  readonly min: number;
  readonly max: number;
  readonly center: number;
  /** > 0, in the feature's own unit. */
  readonly spread: number;
  /** Where the effect may change its slope: ascending, each once, between min and max, in the feature's own unit. */
  readonly knots?: readonly number[];
  readonly missing: MissingRule<number>;
}

/** Encoded one-hot over `levels`; the first level is the base and gets no column. */
export interface CategoricalFeature extends Freshness {
  readonly kind: 'categorical';
  readonly name: string;
  readonly levels: readonly string[];
  readonly missing: MissingRule<string>;
}

/** A whole number on a circle (0 … period−1), encoded as its sine and cosine from a constant table. */
export interface CyclicalFeature extends Freshness {
  readonly kind: 'cyclical';
  readonly name: string;
  readonly period: 7 | 12 | 24 | 31;
  readonly missing: MissingRule<number>;
}

export type Feature = NumericFeature | CategoricalFeature | CyclicalFeature;

/** The product of two features' encoded columns, each with each. */
export interface Cross {
  readonly of: readonly [string, string];
}

export interface FeatureSchema {
  readonly features: readonly Feature[];
  readonly crosses: readonly Cross[];
}

/** What a caller sends: a number, a level, or nothing. */
export type Context = Readonly<Record<string, number | string>>;

/** Any of a schema's features with a value; `null` where it is known that the value is not known. */
export type SomeValues = Readonly<Record<string, number | string | null>>;
