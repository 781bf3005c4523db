import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateLog } from '../../cli/evaluate/evaluate-log.ts';
import { logFiles } from '../../cli/evaluate/log-files.ts';
import { readTarget } from '../../cli/evaluate/target-options.ts';
import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import configuration from '../../rapport.config.ts';
import { circumstances, provenance } from '../circumstances.ts';
import { writeSection } from '../results-document.ts';
import { markdownTable } from '../table.ts';
import { TRUTH, writeLog } from './write-log.ts';

/**
 * `npm run bench:evaluate [-- --rows N --threads N --json]`: values policies by a made log in JSON Lines as `npx rapport
 * evaluate` does, and prints the rate, the largest memory of the whole process, and whether the intervals hold the
 * truth, which is known of a made log.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    threads: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});
const [rows, threads] = [Number(values.rows), Number(values.threads)];
/** From here on the results are kept. */
const ENOUGH = 1_000_000;
const LOOK_MS = 250;

const folder = await mkdtemp(join(tmpdir(), 'rapport-evaluate-'));
const say = (line: string) => process.stderr.write(`${line}\n`);
const residentMb = (): number => Math.round(process.memoryUsage().rss / 1e6);
let [peakMb, phase] = [0, ''];
const looking = setInterval(() => {
  peakMb = Math.max(peakMb, residentMb());
}, LOOK_MS);
try {
  say(`making ${rows.toLocaleString('en-US')} rows …`);
  const log = join(folder, 'log.jsonl');
  await writeLog(log, rows, 1);
  const work = join(folder, 'work');
  await mkdir(work);
  const names = ['logged', ...TRUTH.keys()];
  const targets = await Promise.all(names.map((name) => readTarget(name, async () => undefined)));
  peakMb = 0;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const looks: { readonly phase: string; readonly seconds: number; readonly residentMb: number }[] = [];
  const { valuation } = await evaluateLog({
    files: await logFiles(log),
    place: log,
    targets,
    configuration,
    learn: 0.5,
    threads,
    folder: work,
    onProgress: (name, bytes, ofBytes) => {
      if (bytes < ofBytes || name === phase) return;
      phase = name;
      looks.push({ phase: name, seconds: Math.round(seconds()), residentMb: residentMb() });
      say(`${name}: ${Math.round(seconds())} s, ${residentMb()} MB`);
    },
  });
  const took = seconds();
  const told = valuation.targets.map((target) => {
    const truth = TRUTH.get(target.target) ?? valuation.logged?.value ?? Number.NaN;
    if (target.verdict === 'cannot-tell') return { target: target.target, truth, holds: false };
    const { lower, upper } = target.intervals.anytime;
    return {
      target: target.target,
      truth,
      value: target.value,
      lower,
      upper,
      holds: lower <= truth && truth <= upper,
    };
  });
  const perSecond = Math.round(rows / took);
  const inputMb = Math.round((await stat(log)).size / 1e6);
  const summary =
    `${rows.toLocaleString('en-US')} rows (${inputMb.toLocaleString('en-US')} MB) and ${targets.length} policies in ${Math.round(took)} s on ${threads} threads: ` +
    `${perSecond.toLocaleString('en-US')} rows a second through all passes, at most ${peakMb} MB of memory. ` +
    `Load of the machine when it ended: ${loadavg()[0]?.toFixed(1)} for ${availableParallelism()} processors.`;
  const number = (value: number | undefined): string => value?.toFixed(4) ?? '';
  const table = {
    head: ['policy', 'truth', 'value', 'at any time', 'holds the truth'],
    rows: told.map(({ target, truth, value, lower, upper, holds }) => [
      target,
      number(truth),
      number(value),
      `${number(lower)} … ${number(upper)}`,
      holds ? 'yes' : 'no',
    ]),
  };
  if (rows >= ENOUGH) {
    const now = provenance(circumstances('bench:evaluate'));
    writeSection('evaluate', `## Off-policy evaluation\n\n${now}\n${summary}\n\n${markdownTable(table)}`);
  }
  if (values.json) printJson({ rows, threads, seconds: took, perSecond, peakMb, inputMb, looks, told });
  else {
    printTable(table.head, table.rows);
    printLine(summary);
  }
} finally {
  clearInterval(looking);
  await rm(folder, { recursive: true, force: true });
}
