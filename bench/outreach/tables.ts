import { decimal } from '../../cli/terminal/number-text.ts';
import { LADDER } from '../../src/core/policy/strategy.ts';
import { estimateText, figure } from '../estimate-text.ts';
import type { Table } from '../table.ts';
import type { Claim } from './claims.ts';
import type { CoverageFindings } from './measure-coverage.ts';
import type { WorldSummary } from './summary.ts';

export function worldTable({ strategies, uniform, oracle }: WorldSummary): Table {
  return {
    head: [
      'strategy',
      'reward per decision',
      'gain over uniform',
      'share of the oracle’s gain',
      'mean weight of uniform',
      'seconds per run',
    ],
    rows: [
      ...strategies.map(({ strategy, reward, gain, shareOfOracle, weight, seconds }) => [
        strategy,
        estimateText(reward, 4),
        estimateText(gain, 4),
        `${figure(100 * shareOfOracle, 1)} %`,
        LADDER[strategy].validPropensities ? estimateText(weight, 3) : '',
        decimal(seconds, 1),
      ]),
      ['oracle', decimal(oracle, 4), decimal(oracle - uniform, 4), '100.0 %', '', ''],
    ],
  };
}

export function claimTable(claims: readonly Claim[]): Table {
  return {
    head: ['what', 'measured (95 % interval)', 'target', 'met'],
    rows: claims.map(({ claim, measured, target, met }) => [
      claim,
      `${decimal(measured.value)} (${decimal(measured.lower)} … ${decimal(measured.upper)})`,
      target,
      met ? 'yes' : 'no',
    ]),
  };
}

export function coverageTable({ intervals }: CoverageFindings): Table {
  return {
    head: ['95 % interval', 'runs', 'holds the truth', 'share', 'half width'],
    rows: intervals.map(({ interval, runs, covered, halfWidth }) => [
      interval,
      String(runs),
      String(covered),
      `${decimal((100 * covered) / runs, 1)} %`,
      decimal(halfWidth),
    ]),
  };
}
