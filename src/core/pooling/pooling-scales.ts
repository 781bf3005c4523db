/**
 * How far what the model believes in may lie apart: standard deviations in reward units.
 * @remarks An arm's weights are base + channel + day + slot + a rest of its own, each weight of each part drawn around
 * 0 with its scale. A scale of 0 leaves that part out; without any but `arm` the arms know nothing of each other.
 */
export interface PoolingScales {
  /** Of a reward around its expectation, > 0. */
  readonly noise: number;
  /** Of what all arms share, ≥ 0. */
  readonly base: number;
  /** Of what the arms of one channel share beyond that, ≥ 0. */
  readonly channel: number;
  /** Of what the arms of the same days share, ≥ 0. */
  readonly day: number;
  /** Of what the arms of the same time of day share, ≥ 0. */
  readonly slot: number;
  /** Of each arm's own rest, > 0. */
  readonly arm: number;
}
