import { circumstances } from '../../../bench/circumstances.ts';
import { printJson, printLine, printTable } from '../../../cli/terminal/print.ts';
import { progressBar } from '../../../cli/terminal/progress.ts';
import { PROVISION_NAMES } from '../../support/contact-law/law-check.ts';
import { readOptions } from './options.ts';
import { runBlocks } from './run-blocks.ts';

/** `npm run test:rules`: see `options.ts`. */
const options = readOptions(process.argv);
/** From so many cases on each provision must have decided some case alone. */
const COVERING = 1_000_000;

const bar = progressBar('Cases', options.cases);
const started = performance.now();
const findings = await runBlocks(options, (done, disagreements) =>
  bar.update(done, `| ${disagreements} disagreements`),
).finally(() => bar.stop());
const seconds = (performance.now() - started) / 1000;

const { forbade, decided, dumps, ...counts } = findings;
const provisions = PROVISION_NAMES.map((name) => ({
  name,
  forbade: forbade.get(name) ?? 0,
  decidedAlone: decided.get(name) ?? 0,
}));
const idle = provisions.filter(({ decidedAlone }) => decidedAlone === 0).map(({ name }) => name);
const isSound = findings.disagreements === 0 && (options.cases < COVERING || idle.length === 0);

if (options.json === true) {
  printJson({
    ...circumstances('test:rules'),
    ...options,
    ...counts,
    casesPerSecond: Math.round(findings.cases / seconds),
    allowedShare: findings.allowed / findings.cases,
    provisions,
    idle,
    dumps,
    isSound,
  });
} else {
  printTable(
    ['provision', 'forbade', 'alone'],
    provisions.map(({ name, forbade: times, decidedAlone }) => [name, times, decidedAlone]),
  );
  printTable(
    ['what', 'count'],
    [
      ['cases', findings.cases],
      ['… a second', Math.round(findings.cases / seconds)],
      ['… lawful', findings.allowed],
      ['grids of actions', findings.grids],
      ['… windows left open', findings.windows],
      ['… instants of them put to the checker', findings.instants],
      ['disagreements', findings.disagreements],
    ],
  );
  if (idle.length > 0) printLine(`Never decisive: ${idle.join(', ')}.`);
  for (const dump of dumps) printLine(`\n${dump}`);
  printLine(isSound ? 'Engine and checker agree on every case.' : 'NOT sound: see above.');
}
if (!isSound) process.exitCode = 1;
