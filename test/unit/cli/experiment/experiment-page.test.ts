import { describe, expect, it } from 'vitest';
import { experimentPage } from '../../../../cli/experiment/experiment-page.ts';
import { metricName, unitsNoun } from '../../../../cli/experiment/names.ts';
import type { ExperimentReport } from '../../../../src/app/experiment-report.ts';
import { experimentTally } from '../../../../src/core/experiment/analysis/experiment-tally.ts';
import type { ExperimentId } from '../../../../src/core/identifiers.ts';
import { aBookedExperiment, anExperiment } from '../../../support/builders/policy-books.ts';
import {
  TRIAL,
  TRIAL_PLAN,
  trialDay,
  trialRow,
  trialSettings,
} from '../../../support/experiments/trial-rows.ts';

const DAYS = 5;

/** Sixty borrowers a day; `rules` earns half a unit more, or gets two thirds of them. */
function aReport({ lopsided = false } = {}): ExperimentReport {
  const segments = [{ feature: 'state', cuts: [] }];
  const tally = experimentTally(trialSettings({ segments }));
  for (let day = 0; day < DAYS; day++) {
    const rows = Array.from({ length: 60 }, (_, index) => {
      const isTreated = lopsided ? index % 3 > 0 : index % 2 === 0;
      return trialRow({
        id: `d-${day}-${index}`,
        borrower: `b-${day}-${index}`,
        variant: isTreated ? 'rules' : 'as-now',
        day,
        reward: (index % 7) / 7 + (isTreated ? 0.5 : 0),
        contacted: index % 4 < 2,
        context: { state: index % 5 === 0 ? '<b>"NY"</b>' : 'CA' },
      });
    });
    tally.look(trialDay(day), rows);
  }
  const experiment = anExperiment({
    id: TRIAL as ExperimentId,
    hypothesis: 'More <payments> & fewer calls',
    analysis: { ...TRIAL_PLAN, segments },
  });
  return {
    booked: aBookedExperiment({ experiment }),
    share: 0.5,
    through: trialDay(DAYS - 1),
    findings: tally.findings(),
    guardrails: [],
  };
}

describe('the page of an experiment', () => {
  const page = experimentPage(aReport());

  it('shows the difference at every look, and what may be said', () => {
    expect(page).toContain('class="verdict better"');
    expect(page).toMatch(/rules earns 0\.\d+ more after cost per decision than as-now/);
    // The first day has thirty units of each, enough for a look.
    const chart = page.slice(page.indexOf('<svg class="band-chart"'), page.indexOf('</svg>'));
    expect(chart.match(/<g class="look">/g)).toHaveLength(DAYS);
    expect(chart).toContain('no difference');
  });

  it('draws no number that is none, needs nothing else, and escapes every text', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(page).not.toMatch(/<script|<link|src=|@import/);
    expect(page).not.toContain('<b>"NY"');
    expect(page).toContain('state: &lt;b&gt;&quot;NY&quot;&lt;/b&gt;');
    expect(page).toContain('More &lt;payments&gt; &amp; fewer calls');
  });

  it('shows neither estimate nor verdict of an experiment that is not sound', () => {
    const refused = experimentPage(aReport({ lopsided: true }));
    expect(refused).toContain('<strong>Do not read.</strong> Sample ratio mismatch');
    expect(refused).not.toContain('Difference to');
    expect(refused).not.toMatch(/verdict (better|worse|unknown)/);
    expect(refused).toContain('Units did not fall to the variants as meant');
  });

  it('can be made before anything is mature', () => {
    const { findings } = aReport();
    const nothing = experimentTally(trialSettings()).findings();
    const { through: _, ...report } = aReport();
    const empty = experimentPage({ ...report, findings: nothing });
    expect(findings.looks).toBe(DAYS);
    expect(empty).toContain('No day of it is complete yet');
    expect(empty).toContain('Too few yet');
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('names', () => {
  it('say what is assigned', () => {
    const switchback = { kind: 'switchback', periodHours: 6, washoutHours: 1 } as const;
    expect(unitsNoun({ kind: 'borrower' })).toBe('borrowers');
    expect(unitsNoun({ kind: 'cluster', by: 'branch' })).toBe('clusters (branch)');
    expect(metricName('reward-per-unit', switchback)).toBe('reward after cost per period');
    expect(metricName('units-with:complaint', { kind: 'borrower' })).toBe(
      'share of borrowers with complaint',
    );
  });
});
