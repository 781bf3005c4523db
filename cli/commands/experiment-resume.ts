import type { Command } from 'commander';
import { policiesView } from '../../src/contracts/policies-view.ts';
import { type ChangeOptions, onBook, signedNow, withChangeOptions } from '../experiment/change-options.ts';
import { printPolicies } from '../experiment/print-policies.ts';
import { printJson } from '../terminal/print.ts';

export function registerExperimentResume(experiment: Command): void {
  withChangeOptions(
    experiment
      .command('resume')
      .description('Let all experiments go on that were paused because too much harm was done.'),
  ).action(async (options: ChangeOptions, command: Command) => {
    const signed = signedNow(options, command);
    await onBook(options, async ({ policies }) => {
      await policies.resume(signed);
      const served = await policies.read();
      if (options.json === true) printJson(policiesView(served));
      else printPolicies(served);
    });
  });
}
