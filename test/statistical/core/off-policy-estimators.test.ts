import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../../src/core/evaluation/bootstrap.ts';
import { continuousBlending } from '../../../src/core/evaluation/continuous-blending.ts';
import { crossFit } from '../../../src/core/evaluation/cross-fit.ts';
import { directMethod } from '../../../src/core/evaluation/direct-method.ts';
import { doublyRobust } from '../../../src/core/evaluation/doubly-robust.ts';
import { doublyRobustBounds } from '../../../src/core/evaluation/doubly-robust-bounds.ts';
import { ips } from '../../../src/core/evaluation/ips.ts';
import { type LoggedRow, marginalExample, modelledExample } from '../../../src/core/evaluation/logged-row.ts';
import { type Moments, moments } from '../../../src/core/evaluation/moments.ts';
import { offPolicyBounds } from '../../../src/core/evaluation/off-policy-bounds.ts';
import { selfNormalisedDoublyRobust } from '../../../src/core/evaluation/self-normalised-doubly-robust.ts';
import { optimisticDoublyRobust } from '../../../src/core/evaluation/shrunken-doubly-robust.ts';
import { slope } from '../../../src/core/evaluation/slope.ts';
import { doublyRobustStatistic } from '../../../src/core/evaluation/sum-statistics.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';

const ARMS = ['call|early', 'call|late', 'sms|early', 'sms|late'] as const;
/** By context and arm; the window changes nothing. */
const TRUTH = [
  [0.8, 0.8, 0.3, 0.3],
  [0.2, 0.2, 0.5, 0.5],
] as const;
const TARGET = [
  [0.7, 0.1, 0.1, 0.1],
  [0.1, 0.1, 0.1, 0.7],
] as const;
const VALUE = [0, 1].reduce(
  (sum, x) => sum + ARMS.reduce((all, _, a) => all + ((TARGET[x]?.[a] ?? 0) * (TRUTH[x]?.[a] ?? 0)) / 2, 0),
  0,
);

interface Borrower {
  readonly borrower: string;
  readonly x: Float64Array;
  readonly row: LoggedRow;
}

/** A log whose policy leans on the arm that answered last, in steps; q̂ is `predicted` of the truth. */
function logOf(seed: number, size: number, predicted: (truth: number) => number): readonly Borrower[] {
  const random = randomSource(seed, 'log');
  let favourite = 0;
  return Array.from({ length: size }, (_, index) => {
    const x = random.index(2);
    const logged = ARMS.map((__, a) => (a === favourite ? 0.55 : 0.15));
    const draw = random.unit();
    let taken = 0;
    for (let sum = logged[0] ?? 0; sum <= draw && taken < 3; sum += logged[taken] ?? 0) taken += 1;
    const reward = random.unit() < (TRUTH[x]?.[taken] ?? 0) ? 1 : 0;
    if (reward === 1) favourite = taken;
    const arms = ARMS.map((arm, a) => ({
      arm,
      logged: logged[a] ?? 0,
      target: TARGET[x]?.[a] ?? 0,
      predicted: predicted(TRUTH[x]?.[a] ?? 0),
    }));
    return {
      borrower: `${seed}-${index}`,
      x: Float64Array.of(1, x),
      row: { reward, taken: ARMS[taken] ?? '', arms },
    };
  });
}

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

function overLogs(
  valueIn: (log: readonly Borrower[]) => number,
  predicted: (truth: number) => number,
): Moments {
  const found = moments.value(
    seeds(400)
      .map((seed) => valueIn(logOf(seed, 300, predicted)))
      .reduce(moments.add, moments.empty),
  );
  if (found === undefined) throw new Error('there are 400 logs');
  return found;
}

/** 4.5 standard errors of the mean over the logs: by chance in one of 150,000 cases. */
const tolerance = ({ variance, count }: Moments): number => 4.5 * Math.sqrt(variance / count);

describe('over 400 logs of a policy that learns', () => {
  const wrong = (truth: number): number => 0.4 * truth + 0.4;
  const dr = overLogs(
    (log) =>
      doublyRobust.value(
        log.map(({ row }) => modelledExample(row)).reduce(doublyRobust.add, doublyRobust.empty),
      )?.mean ?? Number.NaN,
    wrong,
  );
  const plain = overLogs(
    (log) =>
      ips.value(log.map(({ row }) => modelledExample(row)).reduce(ips.add, ips.empty))?.mean ?? Number.NaN,
    wrong,
  );

  test('IPS and doubly robust are right on average, though the model is wrong', () => {
    expect(Math.abs(plain.mean - VALUE)).toBeLessThan(tolerance(plain));
    expect(Math.abs(dr.mean - VALUE)).toBeLessThan(tolerance(dr));
    expect(dr.variance).toBeLessThan(plain.variance);
    const { add, empty, value } = directMethod;
    const dm = value(
      logOf(1, 300, wrong)
        .map(({ row }) => modelledExample(row))
        .reduce(add, empty),
    );
    expect(Math.abs((dm?.mean ?? 0) - VALUE)).toBeGreaterThan(0.03);
  });

  test('marginalised IPS over the channel is right as well, and varies less', () => {
    const byChannel = overLogs(
      (log) =>
        ips.value(
          log
            .map(({ row }) => marginalExample(row, (arm) => arm.split('|')[0] ?? ''))
            .reduce(ips.add, ips.empty),
        )?.mean ?? Number.NaN,
      wrong,
    );
    expect(Math.abs(byChannel.mean - VALUE)).toBeLessThan(tolerance(byChannel));
    expect(byChannel.variance).toBeLessThan(0.7 * plain.variance);
  });

  test('self-normalised and blended values are close', () => {
    const sndr = overLogs((log) => {
      const { add, empty, value } = selfNormalisedDoublyRobust;
      return value(log.map(({ row }) => modelledExample(row)).reduce(add, empty))?.mean ?? Number.NaN;
    }, wrong);
    expect(Math.abs(sndr.mean - VALUE)).toBeLessThan(tolerance(sndr) + 0.005);
    // Weights reach 0.7 ÷ 0.15.
    const blended = continuousBlending(5);
    const cab = overLogs(
      (log) =>
        blended.value(log.map(({ row }) => row).reduce(blended.add, blended.empty))?.mean ?? Number.NaN,
      wrong,
    );
    expect(Math.abs(cab.mean - VALUE)).toBeLessThan(tolerance(cab));
  });

  test('SLOPE is no worse than the worse end of its scale, in mean square', () => {
    const tuned = slope(
      [0, 1, 10, 1000].map((parameter) => ({ parameter, estimator: optimisticDoublyRobust(parameter) })),
    );
    const squareOf = ({ mean, variance }: Moments): number => (mean - VALUE) ** 2 + variance;
    const found = overLogs(
      (log) =>
        tuned.value(log.map(({ row }) => modelledExample(row)).reduce(tuned.add, tuned.empty))?.mean ??
        Number.NaN,
      wrong,
    );
    const dm = overLogs(
      (log) =>
        directMethod.value(
          log.map(({ row }) => modelledExample(row)).reduce(directMethod.add, directMethod.empty),
        )?.mean ?? Number.NaN,
      wrong,
    );
    expect(squareOf(found)).toBeLessThan(Math.max(squareOf(dm), squareOf(dr)));
  });
});

test('cross-fitted doubly robust is right on average and beats IPS', () => {
  const { add, empty, value } = crossFit({ folds: 3, dimension: 2, ridge: 1, seed: 5 });
  const errors = seeds(150).map((seed) => {
    const log = logOf(seed, 400, () => 0);
    const model = value(
      add(
        empty,
        log.map(({ borrower, x, row }) => ({ borrower, x, arm: row.taken, reward: row.reward })),
      ),
    );
    const rows = log.map(({ borrower, x, row }) => ({
      ...row,
      arms: row.arms.map((arm) => ({ ...arm, predicted: model?.predict(borrower, arm.arm, x) ?? 0 })),
    }));
    const examples = rows.map(modelledExample);
    const mean = (estimator: typeof doublyRobust): number =>
      estimator.value(examples.reduce(estimator.add, estimator.empty))?.mean ?? Number.NaN;
    const plain = ips.value(examples.reduce(ips.add, ips.empty))?.mean ?? Number.NaN;
    return { dr: mean(doublyRobust), plain };
  });
  const dr = moments.value(errors.map((each) => each.dr).reduce(moments.add, moments.empty));
  const plain = moments.value(errors.map((each) => each.plain).reduce(moments.add, moments.empty));
  if (dr === undefined || plain === undefined) throw new Error('there are 150 logs');
  expect(Math.abs(dr.mean - VALUE)).toBeLessThan(tolerance(dr));
  expect(dr.variance).toBeLessThan(0.8 * plain.variance);
});

describe('bounds that hold at any time', () => {
  const SIZE = 2000;
  const LOOK = 100;
  const runs = (predicted: (truth: number) => number) =>
    seeds(200).map((seed) => {
      const settings = { planned: SIZE, largestWeight: 0.7 / 0.15 };
      const [robust, without] = [doublyRobustBounds(settings), offPolicyBounds(settings)];
      let held = true;
      for (const [index, { row }] of logOf(seed, SIZE, predicted).entries()) {
        robust.add(row);
        without.add(modelledExample(row));
        if (index % LOOK !== LOOK - 1) continue;
        const { lower, upper } = robust.interval();
        held &&= lower <= VALUE && VALUE <= upper;
      }
      const width = ({ lower, upper }: { lower: number; upper: number }): number => upper - lower;
      return { held, robust: width(robust.interval()), without: width(without.interval()) };
    });

  test.each([
    ['right', (truth: number) => truth],
    ['wrong', (truth: number) => 1 - truth],
    ['out of range', () => 7],
  ] as const)(
    'hold the truth at every look in at least 95 %% of logs, with a model that is %s',
    (_, predicted) => {
      const held = runs(predicted).filter((run) => run.held).length;
      expect(held / 200).toBeGreaterThanOrEqual(0.95);
    },
  );

  test('are tighter with a good model than without one', () => {
    const mean = (numbers: readonly number[]): number =>
      numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    const found = runs((truth) => truth);
    expect(mean(found.map((run) => run.robust))).toBeLessThan(0.9 * mean(found.map((run) => run.without)));
  });
});

test('bootstrap intervals by borrower cover the truth where rows of a borrower are alike', () => {
  const { add, empty, value } = bootstrap(doublyRobustStatistic, { replicates: 200, seed: 11 });
  const covered = seeds(300).filter((seed) => {
    // Each row four times, as if a borrower always answered alike.
    const rows = logOf(seed, 300, (truth) => 0.5 * truth).flatMap(({ borrower, row }) =>
      Array.from({ length: 4 }, () => ({ borrower, example: modelledExample(row) })),
    );
    const { lower, upper } = value(add(empty, rows)) ?? { lower: 1, upper: 0 };
    return lower <= VALUE && VALUE <= upper;
  }).length;
  // 95 % less what 200 replicates, 300 rows and 300 trials cost; intervals by row would be half as wide: 67 %.
  expect(covered / 300).toBeGreaterThan(0.9);
});
