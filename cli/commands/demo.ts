import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { printReport } from '../demo/print-report.ts';
import { runDemo } from '../demo/run-demo.ts';
import { setStateAside } from '../demo/set-state-aside.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface DemoCommandOptions {
  readonly decisions: number;
  readonly experiment: number;
  readonly seed: number;
  readonly stateDir: string;
  readonly json?: true;
}

/** Exit code of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

export function registerDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('Watch the service decide, hear back, learn and explain, with simulated borrowers.')
    .option('--decisions <count>', 'how many decisions to make', wholeNumber(1, 1_000_000), 3000)
    .option(
      '--experiment <count>',
      'how many decisions the experiment after them makes; 0: none',
      wholeNumber(0, 100_000),
      750,
    )
    .option(
      '--seed <number>',
      'which simulated world; the same seed, the same summary',
      wholeNumber(0, 2 ** 31),
      1,
    )
    .option('--state-dir <folder>', 'where the embedded service keeps its state', '.rapport')
    .option('--json', 'print the summary as one JSON document')
    .addHelpText(
      'after',
      `
Starts the real functions on embedded DynamoDB, SQS and S3 and plays weeks of simulated time against them: contact
files, decisions, sends, outcomes that come late, twice, in the wrong order or not at all. Ends with what was learned.
Then an experiment calls short-tempered borrowers in the evening until a guardrail stops it, without a hand.
Borrowers are invented. State that is in the folder already is moved to <folder>/earlier, not deleted.

Examples:
  $ npm run demo
  $ npm run demo -- --decisions 500 --seed 7
  $ npm run demo -- --experiment 0    no experiment
  $ npx rapport demo --json | jq .rewardPerDecision
  $ npx rapport verify            prove what the demo left behind
  $ npm start                     serve it`,
    )
    .action(demo);
}

async function demo({ decisions, experiment, seed, stateDir, json }: DemoCommandOptions): Promise<void> {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const aside = setStateAside(stateDir, stamp);
  if (aside !== undefined) tell(`The state in ${stateDir} was moved to ${aside}; nothing was deleted.`);
  const option = stateDir === '.rapport' ? '' : ` --state-dir ${stateDir}`;
  const folder = option && ` --${option}`;
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
    tell('\nStopping; once more Ctrl-C stops at once.');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const bar = progressBar('Deciding', decisions + experiment);
  try {
    const report = await runDemo({
      configuration,
      decisions,
      experiment,
      seed,
      stateDir,
      signal: interruption.signal,
      onProgress: ({ decided, note }) => bar.update(decided, `| ${note}`),
    });
    bar.stop();
    if (json === true) {
      printJson(report);
      return;
    }
    printReport(report);
    if (experiment > 0 && report.experiment === undefined) {
      printLine();
      printLine('No experiment: it takes a channel `call`, an evening window, complaints and wrong parties.');
    }
    printLine();
    printLine(paint.bold('Go on from here'));
    printLine(`  npm start${folder}`);
    printLine(`  ${report.tryIt.curl.replaceAll('\n', '\n  ')}`);
    if (report.experiment !== undefined) {
      const { experiment: id } = report.experiment;
      printLine(`  npx rapport experiment show ${id}${option}`);
      printLine(`  npx rapport experiment history ${id}${option}`);
      printLine(`  npx rapport experiment status ${id}${option}`);
    }
    printLine(`  npx rapport verify${option}`);
  } catch (error) {
    bar.stop();
    if (!interruption.signal.aborted || error !== interruption.signal.reason) throw error;
    tell(
      `Stopped. The state in ${stateDir} is whole: npm start${folder} goes on from it, npx rapport verify${option} checks it.`,
    );
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function tell(message: string): void {
  process.stderr.write(`${message}\n`);
}
