/** Whether there is anything to find. */
export const SCENARIOS = ['nothing to find', 'something to find'] as const;

export type Scenario = (typeof SCENARIOS)[number];

export interface ExperimentSettings {
  readonly scenario: Scenario;
  readonly seed: number;
  /** A look after every batch. */
  readonly looks: number;
  /** Borrowers who come with each batch, to both variants together. */
  readonly newcomers: number;
}

/** Of all tests together with all looks, or of one fixed-horizon test. */
export const LEVEL = 0.05;
