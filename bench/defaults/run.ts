import { Command } from 'commander';
import { printJson, printTable } from '../../cli/terminal/print.ts';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';
import configuration from '../../rapport.config.ts';
import type { ExplorationSettings } from '../../src/core/policy/exploration.ts';
import { circumstances, provenance } from '../circumstances.ts';
import { playWorld } from '../outreach/play-world.ts';
import { writeSection } from '../results-document.ts';

/** `npm run bench:defaults`: what other values of β, ε and the half-life than those of rapport.config.ts would do. */
const WORLDS = ['structured', 'unstructured', 'drifting'] as const;

interface Variant {
  readonly what: string;
  readonly exploration: ExplorationSettings;
  readonly halfLifeWeeks?: number;
}

interface Row {
  readonly what: string;
  readonly world: (typeof WORLDS)[number];
  /** Part of what the best arm on each decision would gain over an even choice. */
  readonly share: number;
  /** Variance of w·reward for the even policy: what valuing another policy from this log costs. */
  readonly offPolicyVariance: number;
}

const options = new Command('npm run bench:defaults --')
  .description(
    'Vary β, ε and the half-life around the defaults, in worlds whose every expected reward is known.',
  )
  .option('--seeds <count>', 'worlds of each kind', wholeNumber(1, 1000), 3)
  .option('--decisions <count>', 'decisions per run', wholeNumber(1000, 1_000_000), 10_000)
  .option('--json', 'print one JSON document')
  .addHelpText('after', '\nExample:\n  $ npm run bench:defaults -- --seeds 1 --decisions 5000')
  .parse(process.argv)
  .opts<{ seeds: number; decisions: number; json?: true }>();

const { exploration, learning } = configuration;
const { start, floor, halfway } = exploration.epsilon;
const variants: readonly Variant[] = [
  { what: 'the defaults', exploration },
  ...[2, 4, 16].map((beta) => ({ what: `β = ${beta}`, exploration: { ...exploration, beta } })),
  ...[
    { start: 0.1, floor: 0.05, halfway: 5000 },
    { start: 0.05, floor: 0.02, halfway: 5000 },
    { start: 0.02, floor: 0.005, halfway: 200 },
    { start: start / 2, floor: floor / 2, halfway },
  ].map((epsilon) => ({
    what: `ε from ${epsilon.start} to ${epsilon.floor}, halfway ${epsilon.halfway}`,
    exploration: { ...exploration, epsilon },
  })),
  ...[4, 8, 26].map((halfLifeWeeks) => ({
    what: `half-life ${halfLifeWeeks} weeks`,
    exploration,
    halfLifeWeeks,
  })),
];

function measure(variant: Variant, world: (typeof WORLDS)[number]): Row {
  let [own, best, variance] = [0, 0, 0];
  for (let seed = 1; seed <= options.seeds; seed++) {
    const { halfLifeWeeks } = variant;
    const play = playWorld({
      world,
      strategy: learning.strategy,
      seed,
      decisions: options.decisions,
      learning: { ...learning, ...(halfLifeWeeks === undefined ? {} : { halfLifeWeeks }) },
      exploration: variant.exploration,
    });
    own += play.worth.own - play.worth.uniform;
    best += play.worth.oracle - play.worth.uniform;
    variance += play.weighted.variance;
  }
  return { what: variant.what, world, share: own / best, offPolicyVariance: variance / options.seeds };
}

const rows: Row[] = [];
for (const variant of variants) {
  for (const world of WORLDS) {
    process.stderr.write(`${variant.what}, ${world} …\n`);
    rows.push(measure(variant, world));
  }
}

const HEAD = [
  'setting',
  ...WORLDS.map((world) => `${world}: share of gain`),
  'variance of w·r, structured',
] as const;
const cells = variants.map(({ what }) => {
  const own = rows.filter((row) => row.what === what);
  const variance = own.find(({ world }) => world === 'structured')?.offPolicyVariance ?? Number.NaN;
  return [what, ...own.map(({ share }) => `${(100 * share).toFixed(1)} %`), variance.toFixed(1)];
});
const now = circumstances('bench:defaults');
if (options.seeds >= 3 && options.decisions >= 10_000)
  writeSection(
    'defaults',
    `## Other settings than the defaults

${provenance(now)}
Strategy ${learning.strategy}, ${options.decisions} decisions, ${options.seeds} seed(s). *Share of gain*: part of what the best arm on each
decision would gain over an even choice. *Variance of w·r*: of the terms whose mean values the even policy by inverse
propensity; an interval's width goes with its root.

| ${HEAD.join(' | ')} |
|${HEAD.map(() => '---').join('|')}|
${cells.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
  );
if (options.json) printJson({ ...now, rows });
else printTable([...HEAD], cells);
