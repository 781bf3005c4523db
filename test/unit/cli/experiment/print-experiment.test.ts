import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { printExperiment } from '../../../../cli/experiment/print-experiment.ts';
import { printPolicies } from '../../../../cli/experiment/print-policies.ts';
import type { VariantId } from '../../../../src/core/identifiers.ts';
import { at } from '../../../support/builders/identifiers.ts';
import {
  aBookedExperiment,
  aChange,
  anExperiment,
  aPolicyBook,
} from '../../../support/builders/policy-books.ts';

const NOW = at('2026-11-26T00:00:00Z');

function printed(print: () => void): string {
  let text = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += stripVTControlCharacters(String(chunk));
    return true;
  });
  print();
  spy.mockRestore();
  return text;
}

describe('an experiment on the terminal', () => {
  test.each([
    [{ kind: 'borrower' } as const, 'each borrower'],
    [{ kind: 'cluster', by: 'branch' } as const, 'each branch'],
    [
      { kind: 'switchback', periodHours: 6, washoutHours: 1 } as const,
      'everybody, switched every 6 h, the first 1 h not compared',
    ],
    [
      { kind: 'switchback', by: 'branch', periodHours: 6, washoutHours: 0 } as const,
      'each branch, switched every 6 h',
    ],
  ])('tells what is assigned as a whole: %j', (design, text) => {
    const booked = aBookedExperiment({ experiment: anExperiment({ design }) });
    expect(printed(() => printExperiment(booked, NOW))).toContain(text);
  });

  test('tells whom it is about, what stops it, how it grows and what was stopped', () => {
    const experiment = anExperiment({
      population: {
        where: [
          { feature: 'autopay', is: ['no', 'yes'] },
          { feature: 'daysPastDue', below: 9 },
        ],
      },
      guardrails: [
        {
          id: 'complaints',
          kind: 'harm',
          level: 0.05,
          events: ['complaint'],
          mostTimesControl: 1.5,
          mostRate: 0.02,
        },
        { id: 'contacts', kind: 'intensity', level: 0.05, mostTimesControl: 2 },
        { id: 'slow', kind: 'latency', level: 0.05, slowerThanMs: 250, mostRate: 0.01 },
      ],
      training: 'keep-out',
    });
    const booked = aBookedExperiment({
      experiment,
      approvedBy: { author: 'Bob', reason: 'read', caller: 'arn:bob' },
      stopped: [{ variant: 'rules' as VariantId, at: NOW, why: '9 complaints of 300' }],
      proposedRamp: { ramp: [{ from: NOW, share: 0.5 }], by: { author: 'Cem', reason: 'more' } },
    });
    const text = printed(() => printExperiment(booked, NOW));
    for (const part of [
      'running, without rules, a ramp waits for approval',
      'any purpose; autopay is no or yes; daysPastDue < 9',
      'stops above 1.5 × the control’s rate or 2 % of borrowers with complaint',
      'stops above 2 × the control’s contacts',
      'more than 1 % of decisions take over 250 ms',
      'kept out of it',
      'Bob (arn:bob): “read”',
      'asked by Cem 50 % of the slice',
      'as-now (control)',
      'stopped 2026-11-26T00:00:00.000Z: 9 complaints of 300',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('the policies on the terminal', () => {
  test('say that experiments stand still, and how they go on', () => {
    const book = aPolicyBook(7, { paused: { at: NOW, why: '31 harmed too many' } });
    const changes = Array.from({ length: 7 }, (_, index) =>
      aChange({ version: index + 1, what: `what ${index + 1}` }),
    );
    const text = printed(() => printPolicies({ book, changes }));
    expect(text).toContain('stand still since 2026-11-26T00:00:00.000Z: 31 harmed too many');
    expect(text).toContain('npx rapport experiment resume');
    expect(text).toContain('2 earlier changes');
    expect(text).toContain('what 7');
    expect(text).not.toContain('what 2\n');
  });

  test('are as configured before anything was changed', () => {
    const text = printed(() => printPolicies({ changes: [] }));
    expect(text).toContain('the configured policy');
    expect(text).toContain('No promotion is in force.');
  });
});
