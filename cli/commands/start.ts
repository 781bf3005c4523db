import type { Command } from 'commander';
import { startScheduler } from '../../local/scheduler.ts';
import { type RunningService, startService } from '../../local/service.ts';
import configuration from '../../rapport.config.ts';
import type { Feature } from '../../src/core/features/feature-schema.ts';
import { formatInstant, instant } from '../../src/core/time/instant.ts';
import { curlLine, DEFAULT_PORT } from '../demo/first-steps.ts';
import { paint } from '../terminal/paint.ts';
import { printLine } from '../terminal/print.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface StartOptions {
  readonly port: number;
  readonly stateDir: string;
  readonly matureEvery: number;
  readonly guardEvery: number;
  readonly publishEvery: number;
}

export function registerStartCommand(program: Command): void {
  program
    .command('start')
    .description('Run the service on this machine: the real functions on embedded DynamoDB, SQS and S3.')
    .option(
      '--port <number>',
      'port of the HTTP API, on the loopback interface',
      wholeNumber(1, 65_535),
      DEFAULT_PORT,
    )
    .option('--state-dir <folder>', 'where the embedded service keeps its state', '.rapport')
    .option('--mature-every <seconds>', 'how often due decisions are looked at', wholeNumber(1, 86_400), 30)
    .option(
      '--guard-every <seconds>',
      'how often experiments are judged by their guardrails',
      wholeNumber(1, 86_400),
      30,
    )
    .option('--publish-every <seconds>', 'how often a new snapshot is published', wholeNumber(1, 86_400), 60)
    .addHelpText(
      'after',
      `
State is kept from one start to the next, also when the process is killed. Ctrl-C ends it in order.

Examples:
  $ npm start
  $ npm start -- --port 9000 --state-dir /var/tmp/rapport
  $ curl -s http://127.0.0.1:${DEFAULT_PORT}/v1/health`,
    )
    .action(start);
}

async function start({ port, stateDir, matureEvery, guardEvery, publishEvery }: StartOptions): Promise<void> {
  const service = await startService({ stateDir, port, configuration, simulation: false });
  const now = () => instant(Date.now());
  const scheduler = startScheduler(
    [
      { name: 'mature', everyMs: matureEvery * 1000, run: () => service.mature(now()) },
      {
        name: 'advance-erasures',
        everyMs: matureEvery * 1000,
        run: () => service.advanceErasures(now()),
      },
      { name: 'guard', everyMs: guardEvery * 1000, run: () => service.guard(now()) },
      { name: 'publish', everyMs: publishEvery * 1000, run: () => service.publish(now()) },
    ],
    (name, error) => {
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.message : String(error)}\n`);
    },
  );
  await printFirstSteps(service);
  await terminated();
  printLine('Stopping …');
  await scheduler.stop();
  await service.stop();
}

async function printFirstSteps({ url, log, ports }: RunningService): Promise<void> {
  const champion = await ports.champions.get(configuration.model);
  printLine(`Rapport answers at ${paint.bold(url)}`);
  printLine(
    champion === undefined
      ? 'Nothing has been learned yet: the approved fixed rules decide.'
      : `It decides by a model of ${champion.credits} outcomes, ${champion.snapshot.slice(0, 19)}….`,
  );
  printLine(`Logs go to ${log}; Ctrl-C stops.`);
  printLine();
  printLine('Tell it how a borrower may be reached, then ask what to do:');
  const since = formatInstant(instant(Date.now()));
  const consent = { status: 'granted', since, form: 'written' };
  const facts = JSON.stringify({
    timeZones: [],
    phones: [{ id: 'mobile', number: '+1 404 555 0100', line: 'mobile', place: 'personal' }],
    emails: [{ id: 'private', place: 'personal' }],
    addresses: [{ id: 'home', zip: '89101', place: 'home' }],
    consents: Object.fromEntries(configuration.channels.map(({ id }) => [id, consent])),
  });
  printLine(
    `  curl -s -X PUT ${url}/v1/borrowers/b-1 -H 'Content-Type: application/json' \\\n    -d '${facts}'`,
  );
  const [purpose = ''] = configuration.purposes;
  const question = curlLine(url, { borrower: 'b-1', purpose, context: typicalContext() });
  printLine(`  ${question.replaceAll('\n', '\n  ')}`);
  printLine();
  printLine(`Everything else: ${url}/openapi.json`);
}

/** A value in the middle for each feature that requests must have. */
function typicalContext(): Record<string, number | string> {
  const required = configuration.features.features.filter(({ missing }) => missing.rule === 'refuse');
  return Object.fromEntries(required.map((feature) => [feature.name, typicalValue(feature)]));
}

function typicalValue(feature: Feature): number | string {
  switch (feature.kind) {
    case 'numeric':
      return Math.min(feature.max, Math.max(feature.min, feature.center));
    case 'categorical':
      return feature.levels[0] ?? '';
    case 'cyclical':
      return 0;
  }
}

function terminated(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
