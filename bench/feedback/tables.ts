import type { Table } from '../table.ts';
import type { CapacityFigures } from './measure-capacity.ts';
import type { ThroughputFigures } from './measure-throughput.ts';
import { gatewayLine, priceLines } from './price-lines.ts';
import { TARGET_USD } from './prices.ts';

export const TARGET_PER_SECOND = 300;

export function throughputTable(figures: ThroughputFigures): Table {
  const { eventsPerSecond, cpuMsPerEvent, workers, events, decisions, conflicts, folds, faults } = figures;
  const met = eventsPerSecond >= TARGET_PER_SECOND && faults.length === 0 ? 'yes' : '**no**';
  return {
    head: ['figure', 'measured', 'target', 'met'],
    rows: [
      [
        `events through record and learn, ${workers} workers, one arm`,
        `${Math.round(eventsPerSecond)}/s`,
        `≥ ${TARGET_PER_SECOND}/s`,
        met,
      ],
      ['… processor time for one event, engines included', `${cpuMsPerEvent.toFixed(2)} ms`, '–', ''],
      ['… events, of decisions', `${events}, ${decisions}`, '–', ''],
      ['… credits and corrections folded', String(folds), '–', ''],
      ['… folds that lost a race and were repeated', String(conflicts), '–', ''],
      [
        '… lost, doubled or wrong at the end',
        String(faults.length),
        '0',
        faults.length === 0 ? 'yes' : '**no**',
      ],
    ],
  };
}

const units = (value: number): string => value.toFixed(2);

/** Capacity units of one matured decision, by function, table and operation. */
export function capacityTable({ consumed, decisions }: CapacityFigures): Table {
  return {
    head: ['function', 'table', 'operation', 'calls', 'write units', 'of indexes', 'read units'],
    rows: consumed.map(({ during, table, operation, calls, writeUnits, indexUnits, readUnits }) => [
      during,
      table,
      operation,
      ...[calls, writeUnits, indexUnits, readUnits].map((total) => units(total / decisions)),
    ]),
  };
}

const dollars = (value: number): string => `$${value.toFixed(2)}`;

/** The bill of a million decisions. */
/** A million borrowers, decided about once a week. */
const BUSY = 4e6;

export function priceTable(figures: CapacityFigures): Table {
  const lines = priceLines(figures);
  const total = totalUsd(figures);
  return {
    head: ['line', 'a decision', 'a million decisions'],
    rows: [
      ...lines.map(({ what, perDecision, usdPerMillion }) => [
        what,
        perDecision.toFixed(perDecision < 0.1 ? 5 : 2),
        dollars(usdPerMillion),
      ]),
      [
        `total (target: ≤ $${TARGET_USD}; ${total <= TARGET_USD ? 'met' : '**not met**'})`,
        '',
        dollars(total),
      ],
      [`total at ${BUSY / 1e6} million decisions a month`, '', dollars(totalUsd(figures, BUSY))],
      ...[gatewayLine(figures)].map(({ what, perDecision, usdPerMillion }) => [
        `beside it: ${what}`,
        perDecision.toFixed(2),
        dollars(usdPerMillion),
      ]),
    ],
  };
}

export function totalUsd(figures: CapacityFigures, monthly?: number): number {
  return priceLines(figures, monthly).reduce((sum, { usdPerMillion }) => sum + usdPerMillion, 0);
}
