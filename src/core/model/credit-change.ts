import type { FeatureVector } from '../features/feature-vector.ts';

/** What happens to an arm's statistics: a decision is credited, its reward is corrected, or it is forgotten. */
export type CreditChange =
  /** n + 1, G + xxᵀ, b + xr, Σr + r, Σr² + r². */
  | { readonly kind: 'credit'; readonly x: FeatureVector; readonly reward: number }
  /** b + x·to − x·from, and likewise Σr and Σr²; n and G stay. */
  | { readonly kind: 'correction'; readonly x: FeatureVector; readonly from: number; readonly to: number }
  /** The credit with its sign turned. */
  | { readonly kind: 'removal'; readonly x: FeatureVector; readonly reward: number };
