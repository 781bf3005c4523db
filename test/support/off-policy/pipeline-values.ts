import { clippedIps } from '../../../src/core/evaluation/clipped-ips.ts';
import { directMethod } from '../../../src/core/evaluation/direct-method.ts';
import { doublyRobust } from '../../../src/core/evaluation/doubly-robust.ts';
import { ips } from '../../../src/core/evaluation/ips.ts';
import { type LoggedRow, modelledExample } from '../../../src/core/evaluation/logged-row.ts';
import type { ModelledExample } from '../../../src/core/evaluation/modelled-example.ts';
import { selfNormalisedDoublyRobust } from '../../../src/core/evaluation/self-normalised-doubly-robust.ts';
import {
  optimisticDoublyRobust,
  pessimisticDoublyRobust,
} from '../../../src/core/evaluation/shrunken-doubly-robust.ts';
import { slope } from '../../../src/core/evaluation/slope.ts';
import { snips } from '../../../src/core/evaluation/snips.ts';
import { subGaussianIps } from '../../../src/core/evaluation/sub-gaussian-ips.ts';
import { switchDoublyRobust } from '../../../src/core/evaluation/switch-doubly-robust.ts';

/** The log that test/fixtures/off-policy/make.py gives to the Open Bandit Pipeline. */
export function readPipelineLog(csv: string): readonly LoggedRow[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [taken = 0, reward = 0, ...shares] = line.split(',').map(Number);
      const arms = [0, 1, 2, 3].map((arm) => ({
        arm: `${arm}`,
        logged: shares[arm] ?? 0,
        target: shares[4 + arm] ?? 0,
        predicted: shares[8 + arm] ?? 0,
      }));
      return { reward, taken: `${taken}`, arms };
    });
}

interface Valued<State> {
  readonly empty: State;
  readonly add: (state: State, example: ModelledExample) => State;
  readonly value: (state: State) => { readonly mean: number } | undefined;
}

/** Our values of what make.py asks the pipeline, by the same names. */
export function ourPipelineValues(log: readonly LoggedRow[]): Readonly<Record<string, number>> {
  const examples = log.map(modelledExample);
  const mean = <State>({ empty, add, value }: Valued<State>): number =>
    value(examples.reduce(add, empty))?.mean ?? Number.NaN;
  const lambdas = slope(
    [0, 0.1, 1, 10, 100, 1000].map((parameter) => ({
      parameter,
      estimator: optimisticDoublyRobust(parameter),
    })),
  );
  return {
    ips: mean(ips),
    clippedIps2: mean(clippedIps(2)),
    snips: mean(snips),
    dm: mean(directMethod),
    dr: mean(doublyRobust),
    drps2: mean(pessimisticDoublyRobust(2)),
    sndr: mean(selfNormalisedDoublyRobust),
    switchDr2: mean(switchDoublyRobust(2)),
    drOs3: mean(optimisticDoublyRobust(3)),
    sgIps01: mean(subGaussianIps(0.1)),
    slopeOfDrOs: lambdas.value(examples.reduce(lambdas.add, lambdas.empty))?.parameter ?? Number.NaN,
  };
}
