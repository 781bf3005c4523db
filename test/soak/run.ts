import { circumstances } from '../../bench/circumstances.ts';
import { listenForStop } from '../../cli/replay/stop-request.ts';
import { printJson, printLine, printTable } from '../../cli/terminal/print.ts';
import { progressBar } from '../../cli/terminal/progress.ts';
import { checkSoak, faultsOf } from './check.ts';
import { SOAK_CONFIGURATION } from './configuration.ts';
import { embeddedService } from './embedded-service.ts';
import { memoryService } from './memory-service.ts';
import { FULL_SIZE, readOptions } from './options.ts';
import { playSoak } from './play.ts';
import { recordSoak, type SoakReport, soakRows } from './report.ts';

/** `npm run test:soak`: see `options.ts`. */
const options = readOptions(process.argv);
const { decisions, events, seed, engines } = options;
const INTERRUPTED = 130;
const SHOWN_FAULTS = 20;

const stop = listenForStop();
const bar = progressBar('Decisions', decisions);
const started = performance.now();
const service = engines === 'memory' ? memoryService(SOAK_CONFIGURATION, seed) : await embeddedService(seed);
try {
  const played = await playSoak({
    size: { decisions, events, seed },
    service,
    isStopped: stop.made,
    onProgress: (decided, phase) => bar.update(decided, `| ${phase}`),
  });
  if (played === undefined) process.exitCode = INTERRUPTED;
  else {
    const findings = await checkSoak(service.ports, played, (phase) => bar.update(decisions, `| ${phase}`));
    const { decisions: _known, poison: _poison, ...counts } = played;
    const report: SoakReport = {
      ...circumstances('test:soak'),
      engines,
      seed,
      findings,
      ...counts,
      ...(await service.tally()),
      minutes: (performance.now() - started) / 60_000,
    };
    bar.stop();
    tell(report);
  }
} finally {
  bar.stop();
  stop.forget();
  await service.close();
}

function tell(report: SoakReport): void {
  const faults = faultsOf(report.findings);
  if (options.json === true) printJson({ ...report, isSound: faults.length === 0 });
  else {
    printTable(['what', 'count'], soakRows(report));
    for (const fault of faults.slice(0, SHOWN_FAULTS)) printLine(fault);
    printLine(
      faults.length === 0
        ? 'Sound: the statistics are the oracle’s byte for byte, parked is the poison, nothing is lost or doubled.'
        : `NOT sound: ${faults.length} faults.`,
    );
  }
  if (faults.length > 0) process.exitCode = 1;
  else if (decisions >= FULL_SIZE.decisions && events >= FULL_SIZE.events) recordSoak(report);
}
