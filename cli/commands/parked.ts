import type { Command } from 'commander';
import { makeRedrive, requireParked } from '../../src/app/park.ts';
import type { ParkedMessage } from '../../src/app/ports/parking-lot.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printTable } from '../terminal/print.ts';

interface ParkedOptions extends PlaceOptions {
  readonly json?: true;
}

export function registerParkedCommand(program: Command): void {
  const parked = program
    .command('parked')
    .description('Messages that could not be processed: list them, look at one, put it back on its queue.')
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport parked list
  $ npx rapport parked show p_abc…
  $ npx rapport parked redrive p_abc…      after mending the cause; the queue judges it afresh`,
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
}

/** As much of a reason as fits a line of the list; `show` has it whole. */
function shortened(reason: string): string {
  return reason.length <= 60 ? reason : `${reason.slice(0, 59)}…`;
}

function toPrint({ parkedAt, ...message }: ParkedMessage) {
  return { ...message, parkedAt: formatInstant(parkedAt) };
}
