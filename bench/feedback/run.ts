import { Command } from 'commander';
import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';
import { closeClients, type EnginePorts, loopbackClients } from '../../local/loopback-clients.ts';
import { portsOn } from '../../local/loopback-ports.ts';
import { startEngines } from '../../local/start-engines.ts';
import { silentTelemetry } from '../../src/adapters/silent-telemetry.ts';
import { circumstances, provenance } from '../circumstances.ts';
import { writeSection } from '../results-document.ts';
import { runBench } from '../run-bench.ts';
import { markdownTable } from '../table.ts';
import { measureCapacity } from './measure-capacity.ts';
import { measureThroughput } from './measure-throughput.ts';
import { priceLines } from './price-lines.ts';
import { PRICES } from './prices.ts';
import { capacityTable, priceTable, throughputTable, totalUsd } from './tables.ts';

/** `npm run bench:feedback`: how fast outcomes become knowledge, and what a decision costs from question to credit. */
const FULL_SIZE = 2000;
const CAPACITY_DECISIONS = 1000;

const { decisions, json } = new Command('npm run bench:feedback --')
  .description('Events a second through record and learn, and the price of a million decisions.')
  .option(
    '--decisions <count>',
    'decisions, each with three events; full size goes on record',
    wholeNumber(10, 1_000_000),
    FULL_SIZE,
  )
  .option('--json', 'print one JSON document')
  .parse(process.argv)
  .opts<{ decisions: number; json?: true }>();
const say = (line: string) => process.stderr.write(`${line}\n`);

await runBench(async () => {
  say('events through record and learn …');
  const throughput = await onFreshEngines(async (engines) => {
    const clients = loopbackClients(engines);
    const figures = await measureThroughput(engines, portsOn(clients, engines, silentTelemetry), decisions);
    closeClients(clients);
    return figures;
  });
  say('capacity units …');
  const capacity = await onFreshEngines(
    async (engines) => await measureCapacity(engines, Math.min(decisions, CAPACITY_DECISIONS)),
  );
  const made = circumstances('bench:feedback');
  const tables = [throughputTable(throughput), capacityTable(capacity), priceTable(capacity)];
  if (json === true) {
    printJson({
      ...made,
      throughput,
      capacity,
      price: priceLines(capacity),
      prices: PRICES,
      totalUsd: totalUsd(capacity),
    });
  } else for (const { head, rows } of tables) printTable(head, rows);
  for (const fault of throughput.faults.slice(0, 20)) printLine(fault);
  if (throughput.faults.length > 0) process.exitCode = 1;
  else if (decisions >= FULL_SIZE) {
    writeSection(
      'feedback',
      `## Outcomes to knowledge, and what it costs

${provenance(made)} Prices: on-demand list prices, ${PRICES.region}, ${PRICES.asOf}.

${tables.map(markdownTable).join('\n\n')}`,
    );
  }
});

/** In memory: a disk that has to be waited for at each message is the laptop's, not the service's. */
async function onFreshEngines<Result>(work: (engines: EnginePorts) => Promise<Result>): Promise<Result> {
  const engines = await startEngines({ wasKilled: false });
  try {
    return await work(engines.ports);
  } finally {
    await engines.stop();
  }
}
