import { type MeanEstimator, meanOf } from './mean-of.ts';
import type { ModelledExample } from './modelled-example.ts';

/**
 * Direct method: the mean of Σ π(a|x)·q̂(x, a), the model taken at its word.
 * @remarks The least variance of all, and the model's whole bias.
 */
export const directMethod: MeanEstimator<ModelledExample> = meanOf((example) => example.predictedOfTarget);
