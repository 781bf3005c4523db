import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { makeDiscard } from '../../src/app/discard.ts';
import { makeRedrive, requireParked } from '../../src/app/park.ts';
import type { DiscardNote, ParkedMessage } from '../../src/app/ports/parking-lot.ts';
import { formatInstant, instant } from '../../src/core/time/instant.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printTable } from '../terminal/print.ts';

interface ParkedOptions extends PlaceOptions {
  readonly json?: true;
}

interface DiscardOptions extends ParkedOptions {
  readonly reason?: string;
  readonly by?: string;
}

export function registerParkedCommand(program: Command): void {
  const parked = program
    .command('parked')
    .description(
      'Messages that could not be processed: list them, look at one, put it back on its queue or discard it.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport parked list
  $ npx rapport parked show p_abc…
  $ npx rapport parked redrive p_abc…      after mending the cause; the queue judges it afresh
  $ npx rapport parked discard p_abc… --reason 'sent to the wrong service'
  $ npx rapport parked discarded           what was discarded, by whom and why; never the content`,
    );
  const subcommand = (name: string, description: string) =>
    withPlaceOptions(parked.command(name).description(description)).option('--json', 'print JSON');

  subcommand('list', 'all of them, oldest first').action(async (options: ParkedOptions) => {
    await onPorts(options, async (ports) => {
      const messages: ParkedMessage[] = [];
      for await (const message of ports.parking.list()) messages.push(message);
      if (options.json === true) printJson(messages.map(toPrint));
      else if (messages.length === 0) process.stdout.write('Nothing is parked.\n');
      else {
        printTable(
          ['id', 'queue', 'parked at', 'code', 'reason'],
          messages.map(({ id, queue, parkedAt, code, reason }) => [
            id,
            queue,
            formatInstant(parkedAt),
            code,
            shortened(reason),
          ]),
        );
      }
    });
  });
  subcommand('show <id>', 'one of them, with its body').action(async (id: string, options: ParkedOptions) => {
    await onPorts(options, async (ports) => printJson(toPrint(await requireParked(ports, id))));
  });
  subcommand('redrive <id>', 'put it back on its queue').action(
    async (id: string, options: ParkedOptions) => {
      await onPorts(options, async (ports) => {
        const message = await makeRedrive(ports)(id);
        if (options.json === true) printJson({ redriven: message.id, queue: message.queue });
        else process.stdout.write(`${message.id} is back on the ${message.queue} queue.\n`);
      });
    },
  );
  subcommand('discard <id>', 'throw it away for good; a note without its content stays')
    .option('--reason <text>', 'why; kept with the note')
    .option('--by <name>', 'who discards it; kept with the note (default: the user of this session)')
    .action(discard);
  subcommand('discarded', 'notes of all that were thrown away, oldest first').action(listDiscarded);
}

async function discard(id: string, options: DiscardOptions, command: Command): Promise<void> {
  const why = { reason: options.reason?.trim() ?? '', by: (options.by ?? userInfo().username).trim() };
  if (why.reason === '' || why.by === '') {
    command.error(
      'error: to discard a message takes a --reason and a name (--by): they are kept in its place',
    );
  }
  await onPorts(options, async (ports) => {
    const note = await makeDiscard(ports)(id, why, instant(Date.now()));
    if (options.json === true) printJson(noteToPrint(note));
    else process.stdout.write(`${id} is discarded; a note of it stays: npx rapport parked discarded\n`);
  });
}

async function listDiscarded(options: ParkedOptions): Promise<void> {
  await onPorts(options, async (ports) => {
    const notes: DiscardNote[] = [];
    for await (const note of ports.parking.discarded()) notes.push(note);
    if (options.json === true) printJson(notes.map(noteToPrint));
    else if (notes.length === 0) process.stdout.write('Nothing was discarded.\n');
    else {
      printTable(
        ['id', 'queue', 'code', 'discarded at', 'by', 'reason'],
        notes.map(({ id, queue, code, at, by, reason }) => [
          id,
          queue,
          code,
          formatInstant(at),
          by,
          shortened(reason),
        ]),
      );
    }
  });
}

/** As much of a reason as fits a line of the list; `show` has it whole. */
function shortened(reason: string): string {
  return reason.length <= 60 ? reason : `${reason.slice(0, 59)}…`;
}

function noteToPrint({ at, parkedAt, ...note }: DiscardNote) {
  return { ...note, parkedAt: formatInstant(parkedAt), at: formatInstant(at) };
}

function toPrint({ parkedAt, ...message }: ParkedMessage) {
  return { ...message, parkedAt: formatInstant(parkedAt) };
}
