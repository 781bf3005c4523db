import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import { localTime } from '../../src/core/time/zoned-time.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import type { CheckedAction, CheckedChannel, ContactCheck } from './check-contact.ts';
import { DAYS_AHEAD } from './next-lawful.ts';
import { paintBinding, wrapped } from './print-rules.ts';
import type { ToldHit } from './tell-hit.ts';

/** @param asked `sms` or `sms@weekday-evening`; everything when absent. */
export function printCheck(check: ContactCheck, asked?: string): void {
  printLine(paint.dim(NOT_LEGAL_ADVICE));
  const { purpose, actor, accountId } = check.question;
  printLine(
    `At ${formatInstant(check.at)}, ${actor}, for ${purpose}${accountId === undefined ? '' : `, about account ${accountId}`}.`,
  );
  printPlaces(check);
  printDuties(check);
  const home = check.places.home;
  for (const channel of check.channels) {
    if (asked === undefined || asked === channel.channel) printChannel(channel, check, home);
  }
  const actions = check.actions.filter(({ action }) => asked === undefined || asked === action);
  if (actions.length > 0) {
    printLine();
    printLine(
      paint.bold('As a decision made then would see them:') +
        (home === undefined ? '' : paint.dim(` send windows by the clock of ${home}`)),
    );
    for (const action of actions) printAction(action, home, asked !== undefined);
  }
}

function printPlaces({ at, places, indications }: ContactCheck): void {
  printLine();
  printTable(
    ['what the file says', 'zones', 'local time', 'law of'],
    indications.map(({ from, zones, jurisdictions }) => [
      from,
      zones.join('\n'),
      zones.map((zone) => clock(at, zone)).join('\n'),
      jurisdictions.join(', '),
    ]),
  );
  for (const reason of places.unknown) printLine(paint.yellow(reason));
  if (!places.known) printLine(paint.red('Local time can not be told: nothing is lawful.'));
  if (places.jurisdictions.length === 0)
    printLine(paint.yellow("No state is known: every state's law applies."));
}

function printDuties({ obligations, forcedBy, unmet }: ContactCheck): void {
  for (const { reference, rule, dueBy, media } of obligations) {
    printLine();
    printLine(`${paint.yellow('due')} ${paint.bold(reference)} ${rule.title}`);
    printLine(`    by ${media.join(' or ')}, before ${formatInstant(dueBy)} (${rule.citation})`);
  }
  if (forcedBy !== undefined) printLine(`A decision is left one action: ${forcedBy} demands it.`);
  if (unmet.length > 0) printLine(paint.red(`Can not be fulfilled now: ${unmet.join(', ')}.`));
}

function printChannel(
  { channel, allowed, until, blockedBy, nextLawful }: CheckedChannel,
  { at }: ContactCheck,
  home: string | undefined,
): void {
  printLine();
  if (allowed) {
    const end =
      until === undefined ? `for more than ${DAYS_AHEAD} days` : `until just before ${when(until, home)}`;
    printLine(`${paint.bold(channel)} ${paint.green('allowed')} at ${when(at, home)}`);
    printLine(`    ${end}`);
    return;
  }
  printLine(`${paint.bold(channel)} ${paint.red('blocked')} at ${when(at, home)}`);
  blockedBy.forEach(printHit);
  printLine(
    nextLawful === undefined
      ? `    not lawful within ${DAYS_AHEAD} days`
      : `    next lawful at ${when(nextLawful, home)}`,
  );
}

function printAction(
  { action, allowed, window, cut, blockedBy }: CheckedAction,
  home: string | undefined,
  whole: boolean,
): void {
  if (allowed) {
    const span =
      window === undefined || home === undefined
        ? ''
        : ` ${clock(window.start, home)} to ${clock(window.end, home).slice(-5)}`;
    printLine(
      `  ${paint.green('allowed')} ${action}${span}${cut ? paint.yellow(' (cut by the rules)') : ''}`,
    );
    return;
  }
  if (whole) {
    printLine(`  ${paint.red('blocked')} ${action}`);
    blockedBy.forEach(printHit);
  } else {
    printLine(
      `  ${paint.red('blocked')} ${action} ${paint.dim(blockedBy.map(({ rule }) => rule).join(', '))}`,
    );
  }
}

export function printHit({ rule, reason, binding, citation, confidence }: ToldHit): void {
  const doubt = confidence === undefined || confidence === 'high' ? '' : `, confidence ${confidence}`;
  const kind = binding === 'none' ? '' : ` [${paintBinding(binding)}${doubt}]`;
  printLine(`    ${rule}${kind}`);
  for (const line of wrapped(reason, 100).split('\n')) printLine(`      ${line}`);
  if (citation !== undefined) printLine(paint.dim(`      ${citation}`));
}

/** UTC, and what the clock at home shows. */
function when(at: Instant, home: string | undefined): string {
  return home === undefined ? formatInstant(at) : `${clock(at, home)} ${home} (${formatInstant(at)})`;
}

function clock(at: Instant, zone: string): string {
  const { year, month, day, weekday, minuteOfDay } = localTime(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${weekday} ${year}-${two(month)}-${two(day)} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
