import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { monitorDocument } from '../../../../cli/monitor/monitor-document.ts';
import { printMonitor } from '../../../../cli/monitor/print-monitor.ts';
import type { MonitorReport } from '../../../../src/app/monitor.ts';
import { suggestRemedies } from '../../../../src/core/monitoring/suggest-remedies.ts';
import { watchDrift } from '../../../../src/core/monitoring/watch-drift.ts';
import { at, week } from '../../../support/builders/identifiers.ts';
import { FIRST_WEEK, plantedWeeks } from '../../../support/monitoring/planted-weeks.ts';

function reportOn(change: number): MonitorReport {
  const drift = watchDrift(
    plantedWeeks({
      seed: 3,
      weeks: 40,
      creditsPerWeek: 400,
      shift: (channel, number) => (channel === 'sms' && number >= 34 ? change : 0),
    }),
  );
  return {
    asOf: at('2026-06-01T00:00:00Z'),
    drift: {
      ...drift,
      channels: drift.channels.map((each) => ({
        ...each,
        remedies: suggestRemedies(each, { epsilonFloor: 0.02 }),
      })),
      until: week(FIRST_WEEK + 40),
    },
    exploration: [
      {
        week: week(FIRST_WEEK + 40),
        decisions: 200,
        entropy: 0.02,
        modelEntropy: 0.004,
        floorPart: 0.6,
        greedyShare: 0.98,
        chosenActions: 3,
        offeredActions: 7,
        channels: [
          { channel: 'email', mass: 0.7 },
          { channel: 'sms', mass: 0.3 },
        ],
        judged: true,
        alarms: change === 0 ? [] : ['The distributions are hardly more than the ε floor.'],
      },
    ],
    alarms: change === 0 ? 0 : 2,
  };
}

function printed(report: MonitorReport): string {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  printMonitor(report);
  return stripVTControlCharacters(text);
}

afterEach(() => vi.restoreAllMocks());

describe('the monitor’s page', () => {
  it('has a line for each channel and one for what they have in common, the alarms and what to do about them', () => {
    const text = printed(reportOn(-0.15));
    expect(text).toMatch(/│ sms +│ ALARM: worse +│ \d{4}-\d\d-\d\d │ −0\.1\d\d │ +\d+\.\d │ [▁-█]{16}/);
    expect(text).toMatch(/│ email +│ as expected +│ +│ +│/);
    expect(text).toContain('common: season or economy');
    expect(text).toMatch(/→ Look at the delivery of sms/);
    expect(text).toMatch(/→ Set learning\.halfLifeWeeks to \d+/);
    expect(text).toMatch(
      /│ +200 +│ +0\.02 +│ +0\.004 +│ +60 % +│ +98 % +│ 3 of 7 +│ email 70 %, sms 30 % +│/,
    );
    expect(text).toContain('ALARM The distributions are hardly more than the ε floor.');
    expect(text).toContain('2 alarms stand.');
  });

  it('says so when all is well, and when there is nothing to judge by', () => {
    expect(printed(reportOn(0))).toContain('No alarm stands.');
    const begun = reportOn(0);
    const nothing = { weeks: [], sum: 0, alarm: false };
    const text = printed({
      ...begun,
      drift: { ...begun.drift, common: nothing, channels: [] },
      exploration: [],
    });
    expect(text).toContain('No week can be judged yet');
    expect(text).toContain('No decision was made by a model yet.');
  });
});

describe('the monitor’s document', () => {
  it('names weeks by their Monday', () => {
    const document = JSON.parse(JSON.stringify(monitorDocument(reportOn(-0.15))));
    expect(document.asOf).toBe('2026-06-01T00:00:00.000Z');
    const sms = document.drift.channels.find(({ channel }: { channel: string }) => channel === 'sms');
    const monday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();
    expect(monday(sms.change.since)).toBe(1);
    expect(sms.change.weeks).toBeGreaterThan(3);
    expect(sms.weeks.map(({ week: each }: { week: string }) => monday(each))).toEqual(sms.weeks.map(() => 1));
    expect(document.exploration[0].week).toBe(document.drift.until);
    expect(document.exploration[0].decisions).toBe(200);
  });
});
