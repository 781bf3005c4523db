import type { Command } from 'commander';
import { policiesView } from '../../src/contracts/policies-view.ts';
import { type ChangeOptions, onBook, signedNow, withChangeOptions } from '../experiment/change-options.ts';
import { printPolicies } from '../experiment/print-policies.ts';
import { printJson } from '../terminal/print.ts';

export function registerRollbackCommand(program: Command): void {
  withChangeOptions(
    program
      .command('rollback')
      .description(
        'Take the latest promotion back: what was served to everybody before it is served again, at once.',
      ),
  )
    .addHelpText(
      'after',
      `
Needs no approval: it goes back to what had been approved. What was learned stays. Experiments are not touched.

Examples:
  $ npx rapport policies                                          what is served, and what would be after a rollback
  $ npx rapport rollback --author analyst --reason 'complaints rose'`,
    )
    .action(async (options: ChangeOptions, command: Command) => {
      const signed = signedNow(options, command);
      await onBook(options, async ({ policies }) => {
        const { book } = await policies.read();
        // Two people who roll back at once take one promotion back, not two.
        await policies.rollback(signed, book?.version ?? 0);
        const served = await policies.read();
        if (options.json === true) printJson(policiesView(served));
        else printPolicies(served);
      });
    });
}
