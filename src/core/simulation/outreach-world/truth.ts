/**
 * What arms have in common in a world: channels, days and times of day (`structured`), nothing (`unstructured`), the
 * same in a way that no linear model can say (`misspecified`), or what changes as time goes by (`drifting`).
 */
export type TruthKind = 'structured' | 'unstructured' | 'misspecified' | 'drifting';

/**
 * The probability that contact by an arm is answered, for all arms at once.
 * @param x An encoded context.
 * @param progress How much of the run is over, in [0, 1].
 * @param out One place for each of `OUTREACH_ARMS`; filled with probabilities.
 */
export type Truth = (x: Float64Array, progress: number, out: Float64Array) => void;
