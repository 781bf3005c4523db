import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBatch } from '../../cli/batch/run-batch.ts';
import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { snapshotIdOf } from '../../src/app/model-source.ts';
import { makeEncoder } from '../../src/core/features/encoder.ts';
import { serializeSnapshot } from '../../src/core/model/snapshot-codec.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { circumstances, provenance } from '../circumstances.ts';
import { GRID } from '../configuration.ts';
import { gridSnapshot, learnedGrid } from '../grid-world.ts';
import { writeSection } from '../results-document.ts';
import { markdownTable } from '../table.ts';
import { makeBorrowers } from './make-borrowers.ts';

/**
 * `npm run bench:batch [-- --lines N --threads N --json]`: decides about a file of invented borrowers on 168 actions and
 * 40 features by a pooled snapshot, and prints the rate and, every 100,000 lines, the memory of the whole process.
 */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '100000' },
    threads: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
});
const lines = Number(values.lines);
const threads = Number(values.threads);
const MILLION = 1_000_000;
const LOOK_EVERY = 100_000;

interface Look {
  readonly lines: number;
  readonly perSecond: number;
  readonly residentMb: number;
}

const residentMb = () => Math.round(process.memoryUsage().rss / MILLION);
const say = (line: string) => process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'rapport-batch-'));
try {
  say(`making ${lines.toLocaleString('en-US')} borrowers …`);
  const input = join(folder, 'borrowers.jsonl');
  await makeBorrowers(input, lines);
  const bytes = serializeSnapshot(gridSnapshot(learnedGrid(makeEncoder(GRID.features))));
  const looks: Look[] = [];
  say(`deciding on ${threads} threads …`);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let peakMb = 0;
  const { tally } = await runBatch({
    settings: {
      configuration: GRID,
      model: { id: snapshotIdOf(bytes, nodeSha256), bytes },
      at: parseInstant('2026-03-02T05:00:00Z'),
      run: 'bench',
      full: false,
    },
    input,
    output: join(folder, 'decisions.jsonl'),
    threads,
    resume: false,
    signal: new AbortController().signal,
    onProgress: ({ tally: done }) => {
      peakMb = Math.max(peakMb, residentMb());
      if (done.lines < (looks.length + 1) * Math.min(LOOK_EVERY, lines)) return;
      const look = {
        lines: done.lines,
        perSecond: Math.round(done.lines / seconds()),
        residentMb: residentMb(),
      };
      looks.push(look);
      say(`${look.lines.toLocaleString('en-US')} lines, ${look.perSecond}/s, ${look.residentMb} MB`);
    },
  });
  const took = seconds();
  const perSecond = tally.lines / took;
  const figures = {
    lines: tally.lines,
    selected: tally.selected,
    threads,
    seconds: took,
    perSecond: Math.round(perSecond),
    minutesPerMillion: MILLION / perSecond / 60,
    peakMb,
    inputMb: Math.round((await stat(input)).size / MILLION),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}`,
    looks,
  };
  const table = {
    head: ['lines', 'a second', 'memory, MB'],
    rows: looks.map((each) => [String(each.lines), String(each.perSecond), String(each.residentMb)]),
  };
  const summary =
    `${figures.perSecond.toLocaleString('en-US')} decisions a second on ${threads} threads: a million in ` +
    `${figures.minutesPerMillion.toFixed(1)} minutes (target: 30), at most ${peakMb} MB for ${figures.inputMb} MB of input.`;
  if (lines >= MILLION) {
    const now = provenance(circumstances('bench:batch'));
    writeSection('batch', `## Batch decisions\n\n${now}\n${summary}\n\n${markdownTable(table)}`);
  }
  if (values.json) printJson(figures);
  else {
    printTable(table.head, table.rows);
    printLine(summary);
    printLine(figures.machine);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
