import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { makeVerify, type Verification } from '../../src/app/verify.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

export function registerVerifyCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('verify')
      .description('Prove from the ledger that statistics, rewards and decisions are what they should be.'),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Recomputes every decision from its record and its snapshot, every reward from its events, and the statistics of
every arm and week from the credited decisions; compares bytes. Exits 1 when anything differs.

Examples:
  $ npx rapport verify
  $ npx rapport verify --json | jq .faults`,
    )
    .action(async (options: PlaceOptions & { readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        const verification = await verifyAtRest(ports);
        if (options.json === true) printJson(verification);
        else printVerification(verification);
        if (verification.faults.length > 0) process.exitCode = 1;
      });
    });
}

/** How often to look again; what is wrong stays wrong. */
const LOOKS = 3;

/**
 * The ledger and the statistics are read one after the other: while the service learns, a credit in between looks like
 * a fault. A fault counts when it is still there at another look.
 */
async function verifyAtRest(ports: Ports): Promise<Verification> {
  const verify = makeVerify({ ...ports, configuration });
  for (let look = 1; ; look += 1) {
    const bar = progressBar(look === 1 ? 'Verifying decisions' : 'Verifying again');
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
      ['credited', counts.credited],
      ['arm × week statistics equal to the fold of the ledger, byte for byte', counts.buckets],
    ],
  );
  if (faults.length === 0) {
    process.stdout.write('Verified: the statistics equal a fold of the decision ledger, byte for byte.\n');
    return;
  }
  printTable(
    ['fault', 'where', 'what'],
    faults.slice(0, 20).map(({ what, subject, problem }) => [what, subject, problem]),
  );
  process.stdout.write(`NOT verified: ${faults.length} faults.\n`);
}
