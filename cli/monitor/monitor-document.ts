import type { MonitorReport } from '../../src/app/monitor.ts';
import { type DecisionWeek, weekStart } from '../../src/core/time/decision-week.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { utcDateOf } from '../../src/core/time/utc-date.ts';

/** The report for other programs: weeks as the date of their Monday, instants in RFC 3339. */
export function monitorDocument(report: MonitorReport): unknown {
  const isWeek = (name: string, value: unknown): value is DecisionWeek =>
    (name === 'week' || name === 'since' || name === 'until') && typeof value === 'number';
  const text = JSON.stringify({ ...report, asOf: formatInstant(report.asOf) }, (name, value: unknown) =>
    isWeek(name, value) ? utcDateOf(weekStart(value)) : value,
  );
  return JSON.parse(text) as unknown;
}
