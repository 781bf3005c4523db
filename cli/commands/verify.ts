import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { type Fault, makeVerify, type Verification } from '../../src/app/verify.ts';
import { type LogVerification, makeVerifyLog } from '../../src/app/verify-log.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

export function registerVerifyCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('verify')
      .description('Prove from the ledger that statistics, rewards and decisions are what they should be.'),
  )
    .option('--log', 'compare the matured log with the ledger too')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Recomputes every decision from its record and its snapshot, every reward from its events, and the statistics of
every arm and week from the credited decisions; compares bytes. Exits 1 when anything differs.

With --log it also demands exactly one row of the matured log for every credited decision, byte for byte what the ledger
makes of it. Rows follow their decisions through a queue, in AWS within some five minutes: what messages may still mend
is told as pending and is no fault. Once the queues are empty, everything that differs is one.

Examples:
  $ npx rapport verify
  $ npx rapport verify --log
  $ npx rapport verify --json | jq .faults`,
    )
    .action(async (options: PlaceOptions & { readonly log?: true; readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        const verify = makeVerify({ ...ports, configuration });
        const verification = await atRest('Verifying decisions', verify);
        const log =
          options.log === true ? await atRest('Verifying the log', makeVerifyLog(ports)) : undefined;
        if (options.json === true) printJson({ ...verification, ...(log === undefined ? {} : { log }) });
        else {
          printVerification(verification);
          if (log !== undefined) printLogVerification(log);
        }
        if (verification.faults.length + (log?.faults.length ?? 0) > 0) process.exitCode = 1;
      });
    });
}

/** How often to look again; what is wrong stays wrong. */
const LOOKS = 3;

/**
 * The ledger and the statistics are read one after the other: while the service learns, a credit in between looks like
 * a fault. A fault counts when it is still there at another look.
 */
async function atRest<Result extends { readonly faults: readonly unknown[] }>(
  label: string,
  verify: (onProgress: (decisions: number) => void) => Promise<Result>,
): Promise<Result> {
  for (let look = 1; ; look += 1) {
    const bar = progressBar(look === 1 ? label : `${label} again`);
    const verification = await verify((decisions) => bar.update(decisions));
    bar.stop();
    if (verification.faults.length === 0 || look === LOOKS) return verification;
  }
}

function printVerification({ faults, ...counts }: Verification): void {
  printTable(
    ['verified', 'count'],
    [
      ['decisions in the ledger', counts.decisions],
      ['withheld', counts.withheld],
      ['recomputed bit for bit from record and snapshot', counts.replayed],
      ['made by the fallback rules (draw checked)', counts.fallback],
      ['contacts judged again by the facts on record, and lawful', counts.lawful],
      ['credited', counts.credited],
      ['arm × week statistics equal to the fold of the ledger, byte for byte', counts.buckets],
    ],
  );
  if (faults.length === 0) {
    process.stdout.write('Verified: the statistics equal a fold of the decision ledger, byte for byte.\n');
    return;
  }
  printFaults(faults);
}

function printLogVerification({ credited, rows, pending, faults }: LogVerification): void {
  printTable(
    ['matured log', 'count'],
    [
      ['credited decisions', credited],
      ['rows equal to what the ledger makes of them, byte for byte', rows],
      ['pending: messages that may write them are under way', pending],
    ],
  );
  if (faults.length > 0) printFaults(faults);
  else if (pending > 0) process.stdout.write('Not done yet: verify again when the queues are empty.\n');
  else process.stdout.write('Verified: the matured log has exactly one row for each credited decision.\n');
}

function printFaults(faults: readonly Fault[]): void {
  printTable(
    ['fault', 'where', 'what'],
    faults.slice(0, 20).map(({ what, subject, problem }) => [what, subject, problem]),
  );
  process.stdout.write(`NOT verified: ${faults.length} faults.\n`);
}
