import { decimal } from '../../cli/terminal/number-text.ts';
import type { Table } from '../table.ts';
import type { InferenceClaim } from './claims.ts';
import type { LogFindings } from './findings.ts';
import type { IntervalKind } from './off-policy/interval-kinds.ts';
import type { Share } from './share.ts';
import type { ScenarioSummary } from './summarise-experiments.ts';
import type { CoverageSummary, IntervalSummary } from './summarise-logs.ts';

export function claimTable(claims: readonly InferenceClaim[]): Table {
  return {
    head: ['what', 'measured (95 % interval)', 'runs', 'target', 'met'],
    rows: claims.map(({ claim, measured, target, met }) => [
      claim,
      shareText(measured),
      String(measured.of),
      target,
      met ? 'yes' : 'no',
    ]),
  };
}

/** How often each test raised an alarm; with something to find, when. */
export function alarmTable({ scenario, looks, tests }: ScenarioSummary): Table {
  if (scenario === 'nothing to find') {
    return {
      head: [
        'false alarms of',
        'always-valid, every look',
        'fixed-horizon, every look',
        'fixed-horizon, once',
      ],
      rows: tests.map(({ test, always, peeked, once }) => [
        test,
        shareText(always.alarmed),
        shareText(peeked.alarmed),
        shareText(once),
      ]),
    };
  }
  return {
    head: [
      'found by',
      'always-valid',
      'median look',
      'fixed-horizon, once',
      'median look',
      'saved at the median',
    ],
    rows: tests.map(({ test, always, once }) => {
      const { medianLook } = always;
      return [
        test,
        shareText(always.alarmed),
        medianLook === null ? 'not by half' : String(medianLook),
        shareText(once),
        String(looks),
        medianLook === null ? '' : `${decimal(100 * (1 - medianLook / looks), 0)} %`,
      ];
    }),
  };
}

/** How often each interval held what it is about: at every look, and at the end; and how wide it was then. */
export function coverageTable({ coverage }: LogFindings): Table {
  return {
    head: [
      'log of',
      'target',
      'anytime: always',
      'width',
      'on all contexts',
      'difference',
      'bootstrap: always',
      'at the end',
      'width',
      'normal: always',
      'at the end',
      'width',
    ],
    rows: coverage.map((each) => {
      const { strategy, target } = each;
      const [anytime, bootstrap, normal] = (['anytime', 'bootstrap', 'normal'] as const).map((kind) =>
        intervalOf(each, kind),
      );
      return [
        strategy,
        target,
        held(anytime?.heldAlways),
        width(anytime),
        held(intervalOf(each, 'anytime', 'on all contexts')?.heldAlways),
        held(intervalOf(each, 'anytime, difference')?.heldAlways),
        held(bootstrap?.heldAlways),
        held(bootstrap?.heldAtEnd),
        width(bootstrap),
        held(normal?.heldAlways),
        held(normal?.heldAtEnd),
        width(normal),
      ];
    }),
  };
}

export function intervalOf(
  { intervals }: CoverageSummary,
  kind: IntervalKind,
  truth: IntervalSummary['truth'] = 'on these contexts',
): IntervalSummary | undefined {
  return intervals.find((each) => each.kind === kind && each.truth === truth);
}

function shareText({ share, lower, upper }: Share): string {
  return `${decimal(100 * share, 1)} % (${decimal(100 * lower, 1)} … ${decimal(100 * upper, 1)})`;
}

function held(share: Share | undefined): string {
  return share === undefined ? '' : `${decimal(100 * share.share, 1)} %`;
}

function width(interval: IntervalSummary | undefined): string {
  return interval === undefined ? '' : decimal(interval.width, 2);
}
