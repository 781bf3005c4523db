import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printJson, printTable } from '../cli/terminal/print.ts';
import { configuredActions } from '../src/app/actions.ts';
import { scorePolicy } from '../src/core/decision/score-policy.ts';
import { makeEncoder } from '../src/core/features/encoder.ts';
import type { Context, Feature, FeatureSchema } from '../src/core/features/feature-schema.ts';
import type { FeatureVector } from '../src/core/features/feature-vector.ts';
import { triangleLength } from '../src/core/linear-algebra/packed-triangle.ts';
import { buildSnapshot } from '../src/core/model/build-snapshot.ts';
import { EMPTY_STATISTICS, foldCredits } from '../src/core/model/fold.ts';
import type { Snapshot } from '../src/core/model/snapshot.ts';
import { drawFrom } from '../src/core/policy/draw-from.ts';
import { DEFAULT_SCALES } from '../src/core/pooling/default-scales.ts';
import { type RandomSource, randomSource } from '../src/core/simulation/random-source.ts';
import { circumstances, provenance } from './circumstances.ts';
import { GRID } from './configuration.ts';
import { quantile } from './quantiles.ts';
import { writeSection } from './results-document.ts';

/**
 * `npm run bench:predict [-- --json]`: CPU time of one decision at 168 arms × 40 features, one at a time on one thread,
 * beside the LinUCB of MABWiser and of contextualbandits where bench/peers is installed. All get the same encoded
 * contexts; ours scores, forms the exact distribution and draws, theirs scores and takes the best.
 */
const BLOCKS = 7;
/** Calls per block: the processor's clock of CPU time ticks in milliseconds, so that single calls can't be timed. */
const CALLS = 2000;
const CONTEXTS = 500;
const TRAINING_ROWS = 4000;

const LEVELS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** 1 intercept + 4 numbers + 5 × 7 levels: as a servicer's contexts are, most columns are 0. */
const OUTREACH: FeatureSchema = {
  features: [...numbers(4), ...Array.from({ length: 5 }, (_, index) => levels(`group${index}`))],
  crosses: [],
};
/** 1 intercept + 39 numbers: no column is 0. */
const DENSE: FeatureSchema = { features: numbers(39), crosses: [] };

function numbers(count: number): Feature[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'numeric',
    name: `measure${index}`,
    min: -4,
    max: 4,
    center: 0,
    spread: 1,
    missing: { rule: 'refuse' },
  }));
}

function levels(name: string): Feature {
  return { kind: 'categorical', name, levels: LEVELS, missing: { rule: 'refuse' } };
}

function contextOf({ features }: FeatureSchema, random: RandomSource): Context {
  return Object.fromEntries(
    features.map(({ kind, name }) => [
      name,
      kind === 'numeric' ? random.between(-2, 2) : (LEVELS[Math.floor(random.between(0, 8))] ?? 'a'),
    ]),
  );
}

function learnedSnapshot(
  schema: FeatureSchema,
  vectors: readonly FeatureVector[],
  random: RandomSource,
): Snapshot {
  const arms = configuredActions(GRID);
  const perArm = Math.floor(TRAINING_ROWS / arms.length);
  const statistics = new Map(
    arms.map(({ action }, number) => [
      action,
      foldCredits(
        EMPTY_STATISTICS,
        Array.from({ length: perArm }, (_, row) => ({
          kind: 'credit' as const,
          x: vectors[(number * perArm + row) % vectors.length] as FeatureVector,
          reward: random.chance(0.3) ? 1 : 0,
        })),
      ),
    ]),
  );
  const exploration = { beta: GRID.exploration.beta, epsilon: GRID.exploration.epsilon.floor, gamma: 10 };
  return buildSnapshot({
    model: GRID.model,
    strategy: 'pooled-linucb',
    schema,
    ridge: 1,
    scales: DEFAULT_SCALES,
    fittedOn: 0,
    exploration,
    arms,
    statistics,
  });
}

interface Timing {
  readonly library: string;
  readonly contexts: string;
  /** CPU time of a call, in milliseconds; a median. */
  readonly p50: number;
}

/** Median over blocks of the CPU time of a call, in milliseconds; the first block warms up and does not count. */
function cpuPerCall(work: (call: number) => void): number {
  const times = Array.from({ length: BLOCKS + 1 }, (_, block) => {
    const before = process.threadCpuUsage();
    for (let call = 0; call < CALLS; call++) work(block * CALLS + call);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / CALLS;
  });
  return quantile(
    times.slice(1).sort((a, b) => a - b),
    0.5,
  );
}

function timeOurs(snapshot: Snapshot, vectors: readonly FeatureVector[]): number {
  const eligible = snapshot.arms.map(({ action }) => action);
  let draw = 0;
  return cpuPerCall((call) => {
    const x = vectors[call % vectors.length] as FeatureVector;
    const policy = scorePolicy({ snapshot, x, eligible, fallback: GRID.fallback });
    draw = (draw + drawFrom(policy, draw).place + 0x9e3779b9) >>> 0;
  });
}

/** One multiply-add after another over 168 packed triangles: what no dense scorer on one core can go below by much. */
function timeArithmetic(dimension: number): number {
  const triangle = Float64Array.from({ length: triangleLength(dimension) }, (_, i) => 1 / (i + 1));
  const arms = Array.from({ length: 168 }, () => triangle.slice());
  let sink = 0;
  const time = cpuPerCall(() => {
    for (const arm of arms) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < triangle.length; k += 4) {
        a += (triangle[k] ?? 0) * (arm[k] ?? 0);
        b += (triangle[k + 1] ?? 0) * (arm[k + 1] ?? 0);
        c += (triangle[k + 2] ?? 0) * (arm[k + 2] ?? 0);
        d += (triangle[k + 3] ?? 0) * (arm[k + 3] ?? 0);
      }
      sink += a + b + c + d;
    }
  });
  if (!Number.isFinite(sink)) throw new Error('The arithmetic overflowed.');
  return time;
}

function timePeers(contexts: Record<string, readonly number[][]>): readonly Timing[] {
  const folder = fileURLToPath(new URL('peers/', import.meta.url));
  const python = join(folder, '.venv', 'bin', 'python');
  if (!existsSync(python)) {
    process.stderr.write('The peers are not installed (bench/peers/README.md says how): ours alone.\n');
    return [];
  }
  const scratch = mkdtempSync(join(tmpdir(), 'rapport-predict-'));
  try {
    const job = join(scratch, 'job.json');
    writeFileSync(job, JSON.stringify({ arms: 168, trainingRows: TRAINING_ROWS, calls: 2000, contexts }));
    const text = execFileSync(python, [join(folder, 'predict_speed.py'), job], { encoding: 'utf8' });
    const rows = JSON.parse(text) as {
      library: string;
      version: string;
      contexts: string;
      cpuMs: { p50: number };
    }[];
    return rows.map((row) => ({
      library: `${row.library} ${row.version}`,
      contexts: row.contexts,
      p50: row.cpuMs.p50,
    }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const sets = Object.entries({ outreach: OUTREACH, dense: DENSE }).map(([name, schema]) => {
  const random = randomSource(1, 'predict-speed', name);
  const encoder = makeEncoder(schema);
  const vectors = Array.from({ length: CONTEXTS }, () => encoder.encode(contextOf(schema, random)));
  return {
    name,
    dimension: encoder.names.length,
    vectors,
    snapshot: learnedSnapshot(schema, vectors, random),
  };
});
const ours: Timing[] = sets.map(({ name, snapshot, vectors }) => ({
  library: 'rapport',
  contexts: name,
  p50: timeOurs(snapshot, vectors),
}));
const limit = timeArithmetic(40);
const peers = timePeers(
  Object.fromEntries(sets.map(({ name, vectors }) => [name, vectors.map(({ values }) => [...values])])),
);
const timings = [...ours, ...peers].map((timing) => {
  const own = ours.find(({ contexts }) => contexts === timing.contexts)?.p50 ?? Number.NaN;
  return { ...timing, timesOurs: timing.p50 / own, timesLimit: timing.p50 / limit };
});
const HEAD = ['library', 'contexts', 'CPU per decision', '× ours', '× arithmetic limit'];
const cells = timings.map(({ library, contexts, p50, timesOurs, timesLimit }) => [
  library,
  contexts,
  `${p50.toFixed(3)} ms`,
  timesOurs.toFixed(1),
  timesLimit.toFixed(1),
]);
const limitLine = `Arithmetic limit: 168 · 40 · 41 ÷ 2 multiply-adds in ${limit.toFixed(3)} ms of one core.`;
const now = circumstances('bench:predict');
writeSection(
  'predict',
  `## One decision beside other LinUCBs

${provenance(now)}
168 arms × 40 features, one decision at a time on one thread; median CPU time. Ours scores, forms the exact distribution
and draws; the others score and take the best. ${limitLine}

| ${HEAD.join(' | ')} |
|${HEAD.map(() => '---').join('|')}|
${cells.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
);
if (process.argv.includes('--json')) {
  printJson({ ...now, arms: 168, features: 40, arithmeticLimitMs: limit, timings });
} else {
  printTable(HEAD, cells);
  process.stdout.write(`${limitLine}\n`);
}
