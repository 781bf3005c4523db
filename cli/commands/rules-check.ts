import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkContactFacts } from '../../src/app/check-contact-facts.ts';
import { readProfileFile } from '../../src/contracts/profile-file.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { BorrowerId } from '../../src/core/identifiers.ts';
import type { ContactProfile } from '../../src/core/rules/contact-profile.ts';
import type { Actor } from '../../src/core/rules/rule.ts';
import { type Instant, parseInstant } from '../../src/core/time/instant.ts';
import {
  type BookOptions,
  chosenConfiguration,
  packOption,
  withConfigOption,
} from '../rules/book-options.ts';
import { type ContactCheck, checkContact } from '../rules/check-contact.ts';
import { checkDocument } from '../rules/check-document.ts';
import { printCheck } from '../rules/print-check.ts';
import { printJson } from '../terminal/print.ts';

interface CheckOptions extends BookOptions {
  readonly profile: string;
  readonly at: Instant;
  readonly action?: string;
  readonly purpose?: string;
  readonly actor?: Actor;
  readonly account?: string;
  readonly channelAutomated?: boolean;
  readonly json?: true;
}

const LAW_PURPOSES: readonly string[] = ['servicing', 'collection', 'solicitation', 'required'];

export function registerRulesCheck(rules: Command): void {
  withConfigOption(
    rules
      .command('check')
      .description(
        'Whether a borrower may be contacted at a moment, until when, and if not, by which rules and when next.',
      )
      .requiredOption('--profile <file>', 'the borrower as JSON, see below; - reads standard input')
      .requiredOption(
        '--at <instant>',
        'the moment, RFC 3339, e.g. 2026-11-24T15:30:00-05:00',
        instantOption,
      ),
  )
    .option(
      '--pack <id>',
      'judge by this pack, whatever the configuration chooses; may be given again',
      packOption,
    )
    .option('--action <action>', 'a channel (sms) at that very moment, or an action (sms@weekday-evening)')
    .option(
      '--purpose <name>',
      `${LAW_PURPOSES.join(', ')}, or as configured (default: the first configured)`,
    )
    .addOption(
      new Option(
        '--actor <who>',
        'what the servicer is, in the place of the configuration; what the file says of the account wins',
      ).choices(['first-party', 'third-party']),
    )
    .option('--account <id>', 'the debt that the contact is about; absent: any')
    .option('--channel-automated', 'calls and texts are dialled or spoken by machine')
    .option('--no-channel-automated', 'calls and texts are dialled by hand')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
The file is the body of PUT /v1/borrowers/{id} and, beside it, "contacts": the contacts made and reserved. Nothing is
read but the file and the configuration; no service has to run.

Exits 0 when the action asked for is allowed, 1 when it is blocked, 2 when something given is no good. Without --action
it shows every channel and action, and exits 0.

Examples:
  $ npx rapport rules check --profile docs/examples/profile.json --at 2026-11-24T15:30:00-05:00
  $ npx rapport rules check --profile docs/examples/profile.json --at 2026-11-24T15:30:00-05:00 --action call --purpose collection
  $ jq '.holds = []' profile.json | npx rapport rules check --profile - --at 2026-11-24T20:30:00Z --json | jq .channels`,
    )
    .action(check);
}

async function check(options: CheckOptions, command: Command): Promise<void> {
  try {
    await judge(options);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const fields = error.fields.map(({ pointer, problem, fix }) => `\n  ${pointer}: ${problem}; ${fix}`);
    command.error(`error: ${error.message} [${error.code}]${fields.join('')}`, { exitCode: 2 });
  }
}

async function judge(options: CheckOptions): Promise<void> {
  const { at, action, account } = options;
  const configuration = changed(await chosenConfiguration(options), options);
  const purpose = purposeOf(options, configuration);
  const facts = readProfileFile(await readText(options.profile));
  checkContactFacts(facts, configuration);
  const profile: ContactProfile = { ...facts, borrowerId: 'file' as BorrowerId };
  const found = checkContact({
    configuration,
    profile,
    at,
    purpose,
    ...(account === undefined ? {} : { accountId: account }),
  });
  const answer = action === undefined ? undefined : { asked: action, allowed: isAllowed(found, action) };
  if (options.json === true) printJson(checkDocument(found, answer));
  else printCheck(found, action);
  if (answer?.allowed === false) process.exitCode = 1;
}

/** The configuration with what the options say in the place of what it says. */
function changed(
  configuration: Configuration,
  { actor, pack, channelAutomated: automated }: CheckOptions,
): Configuration {
  return {
    ...configuration,
    rules: {
      ...configuration.rules,
      ...(actor === undefined ? {} : { actor }),
      ...(pack === undefined ? {} : { packs: pack }),
    },
    channels: configuration.channels.map((channel) => ({
      ...channel,
      ...(automated === undefined ? {} : { automated }),
    })),
  };
}

function purposeOf({ purpose }: CheckOptions, { purposes }: Configuration): string {
  const name = purpose ?? purposes[0] ?? 'collection';
  if (purposes.includes(name) || LAW_PURPOSES.includes(name)) return name;
  throw new InvalidInputError('purpose-unknown', `"${name}" is no purpose.`, {
    fields: [
      {
        pointer: '--purpose',
        problem: 'is neither configured nor one that the law tells apart',
        fix: `give one of ${[...new Set([...purposes, ...LAW_PURPOSES])].join(', ')}`,
      },
    ],
  });
}

function isAllowed({ channels, actions }: ContactCheck, asked: string): boolean {
  const found =
    channels.find(({ channel }) => channel === asked) ?? actions.find(({ action }) => action === asked);
  if (found !== undefined) return found.allowed;
  throw new InvalidInputError('action-unknown', `"${asked}" is neither a channel nor an action.`, {
    fields: [
      {
        pointer: '--action',
        problem: 'is not configured',
        fix: `give one of ${[...channels.map(({ channel }) => channel), ...actions.map(({ action }) => action)].join(', ')}`,
      },
    ],
  });
}

async function readText(path: string): Promise<string> {
  try {
    return path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8');
  } catch (cause) {
    throw new InvalidInputError('body-not-json', `The profile ${path} can't be read.`, {
      cause,
      fields: [
        { pointer: '--profile', problem: 'names no file that can be read', fix: 'give a JSON file, or -' },
      ],
    });
  }
}

function instantOption(text: string): Instant {
  try {
    return parseInstant(text);
  } catch {
    throw new InvalidArgumentError('Give an RFC 3339 time with its offset, e.g. 2026-11-24T15:30:00-05:00.');
  }
}
