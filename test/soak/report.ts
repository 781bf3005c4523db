import { type Circumstances, provenance } from '../../bench/circumstances.ts';
import { writeSection } from '../../bench/results-document.ts';
import { markdownTable } from '../../bench/table.ts';
import type { CallerCounts } from './callers.ts';
import type { SoakFindings } from './check.ts';
import type { SentCounts } from './feed.ts';
import type { SoakOptions } from './options.ts';
import type { SoakTally } from './soak-service.ts';

export interface SoakReport extends Circumstances, SoakTally, Readonly<CallerCounts> {
  readonly engines: SoakOptions['engines'];
  readonly seed: number;
  readonly findings: SoakFindings;
  readonly sent: Readonly<SentCounts>;
  readonly minutes: number;
}

export function soakRows({ findings, sent, ...report }: SoakReport): [what: string, count: number][] {
  return [
    ['decisions', findings.decisions],
    ['… withheld', report.withheld],
    ['… confirmed at send time', report.confirmed],
    ['… refused at send time', report.refused],
    ['… given up or forgotten', report.givenUp],
    ['messages sent', sent.distinct + sent.duplicates + sent.poison],
    ['… repeats', sent.duplicates],
    ['… poison', sent.poison],
    ['… before their decision was made', sent.early],
    ['… of decisions that were withheld, which is poison too', sent.ofWithheld],
    ['… taking another event back', sent.reversals],
    ['processes that died at work', report.kills],
    ['messages handed out again', report.redeliveries],
    ['dead letters redriven', report.redriven],
    ['folds that lost a race and were repeated', report.conflicts],
    ['decisions credited', findings.credited],
    ['statistics compared with the oracle, byte for byte', findings.buckets],
    ['… differing', findings.differing.length],
    ['faults found by verify', findings.faults.length],
    ['events lost', findings.lost.length],
    ['events doubled', findings.doubled.length],
    ['decisions credited with another reward than the oracle’s', findings.misjudged.length],
    ['contacts made', findings.contacts.contacts],
    ['… most to one borrower within 7 days', findings.contacts.mostWithin7Days],
    ['… at which a cap was exceeded', findings.contacts.exceeded.length],
    ['… outside lawful hours', findings.contacts.untimely.length],
    ['messages parked', findings.parked],
    ['… that were no poison', findings.wronged.length],
    ['poison not parked', findings.missed.length],
  ];
}

/** Puts a run of full size on record. */
export function recordSoak(report: SoakReport): void {
  const rows = soakRows(report).map(([what, count]) => [what, count.toLocaleString('en-US')]);
  writeSection(
    'soak',
    `## Soak test

${provenance(report)} Engines: ${report.engines}. It took ${report.minutes.toFixed(1)} minutes.

${markdownTable({ head: ['what', 'count'], rows })}`,
  );
}
