import { decimal } from '../../cli/terminal/number-text.ts';
import { estimateText } from '../estimate-text.ts';
import type { Table } from '../table.ts';
import type { BakeoffFindings, SetFindings } from './findings.ts';
import type { Rank } from './ranks.ts';

/** Policies and references of one set by loss. */
export function lossTable({ policies, supervised, uniformLoss, constantLoss, rows }: SetFindings): Table {
  const lines = [
    ...policies.map((each) => ({
      name: each.policy + remarkOn(each.hindsight, each.rows, rows),
      library: each.version === undefined ? each.library : `${each.library} ${each.version}`,
      loss: each.loss.value,
      text: estimateText(each.loss, 4),
      seconds: decimal(each.seconds, 1),
    })),
    {
      name: 'reference: told every class',
      library: 'rapport',
      loss: supervised.loss.value,
      text: estimateText(supervised.loss, 4),
      seconds: decimal(supervised.seconds, 1),
    },
    {
      name: 'reference: best constant',
      library: '',
      loss: constantLoss,
      text: decimal(constantLoss, 4),
      seconds: '',
    },
    {
      name: 'reference: even choice',
      library: '',
      loss: uniformLoss,
      text: decimal(uniformLoss, 4),
      seconds: '',
    },
  ];
  return {
    head: ['policy', 'library', 'loss', 'seconds per run'],
    rows: lines
      .toSorted((one, other) => one.loss - other.loss)
      .map(({ name, library, text, seconds }) => [name, library, text, seconds]),
  };
}

function remarkOn(hindsight: boolean, rows: number, all: number): string {
  if (hindsight) return ' · in hindsight';
  return rows < all ? ` · first ${rows} rows only` : '';
}

export function rankTable({ ranks }: BakeoffFindings): Table {
  return {
    head: ['policy', 'average rank', '95 % interval'],
    rows: ranks.map(({ policy, value, lower, upper }) => [
      policy,
      decimal(value, 2),
      `${decimal(lower, 2)} … ${decimal(upper, 2)}`,
    ]),
  };
}

export function duelTable({ duels, defaultStrategy }: BakeoffFindings): Table {
  return {
    head: ['set', defaultStrategy, 'best of Vowpal Wabbit', 'loss', 'lower'],
    rows: duels.map(({ set, ours, theirs, their, won }) => [
      set,
      decimal(ours, 4),
      their,
      decimal(theirs, 4),
      won ? 'yes' : 'no',
    ]),
  };
}

/** What the run says about the default strategy, in words; nothing about what was not measured. */
export function verdicts(findings: BakeoffFindings): readonly string[] {
  const { duels, ranks, ranksAsTheyCome, ranksOfDrawing, defaultStrategy } = findings;
  const won = duels.filter((duel) => duel.won).length;
  return [
    ...(duels.length > 0
      ? [
          `${defaultStrategy} has a lower mean loss than the best Vowpal Wabbit explorer at its defaults on ${won} of ${duels.length} sets.`,
        ]
      : []),
    ...standing('', ranks, defaultStrategy),
    ...standing(' that draw from a distribution', ranksOfDrawing, defaultStrategy),
    ...standing(', no peer being given our knots', ranksAsTheyCome, defaultStrategy),
  ];
}

function standing(among: string, ranks: readonly Rank[], strategy: string): readonly string[] {
  const own = ranks.find(({ policy }) => policy === strategy);
  const [first] = ranks;
  if (own === undefined || first === undefined || ranks.length < 2) return [];
  const place = ranks.filter(({ value }) => value < own.value).length + 1;
  const text =
    place === 1
      ? 'first'
      : `place ${place} behind ${first.policy} (${decimal(first.value, 2)}), which is ${own.lower <= first.value ? '' : 'not '}within its interval`;
  return [
    `Average rank of ${strategy} over ${ranks.length} policies${among}: ${decimal(own.value, 2)} (${decimal(own.lower, 2)} … ${decimal(own.upper, 2)}), ${text}.`,
  ];
}
