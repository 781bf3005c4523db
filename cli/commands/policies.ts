import type { Command } from 'commander';
import { policiesView } from '../../src/contracts/policies-view.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { servedPolicyOf, servedPolicySchema } from '../../src/contracts/served-policy.ts';
import {
  type ChangeOptions,
  onBook,
  type ReadOptions,
  signedNow,
  withChangeOptions,
  withReadOptions,
} from '../experiment/change-options.ts';
import { printPolicies } from '../experiment/print-policies.ts';
import { loadDocument } from '../load-document.ts';
import { printJson } from '../terminal/print.ts';

interface ShadowOptions extends ChangeOptions {
  readonly off?: true;
}

export function registerPoliciesCommand(program: Command): void {
  const policies = program
    .command('policies')
    .description('Which policies are served to everybody, which one watches, and the latest changes.')
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport policies
  $ npx rapport policies shadow policy.json --author analyst --reason 'before we try it'      e.g. {"kind":"uniform"}
  $ npx rapport policies shadow --off --author analyst --reason 'seen enough'`,
    );
  withReadOptions(
    policies.command('show', { isDefault: true }).description('What is served (the default).'),
  ).action(async (options: ReadOptions) => {
    await onBook(options, async (access) => print(options, await access.policies.read()));
  });
  withChangeOptions(
    policies
      .command('shadow [file]')
      .description('Log the propensities of a policy beside those of what decides.'),
  )
    .option('--off', 'log none any more')
    .action(async (file: string | undefined, options: ShadowOptions, command: Command) => {
      if ((file === undefined) !== (options.off === true)) {
        command.error('error: give a file with a policy, or --off');
      }
      const signed = signedNow(options, command);
      const policy =
        file === undefined
          ? undefined
          : servedPolicyOf(readWith(servedPolicySchema, await loadDocument(file, 'a policy')));
      await onBook(options, async (access) => {
        await access.policies.shadow(policy, signed);
        print(options, await access.policies.read());
      });
    });
}

function print({ json }: ReadOptions, served: Parameters<typeof policiesView>[0]): void {
  if (json === true) printJson(policiesView(served));
  else printPolicies(served);
}
