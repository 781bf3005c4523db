import { test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import type { BookedExperiment, PolicyBook } from '../../../../src/core/experiment/policy-book.ts';
import { shareAt } from '../../../../src/core/experiment/share-at.ts';
import { ALONE, booksAfter, deedsArb } from '../../../support/arbitraries/book-deeds.ts';

const ANN = ['Ann', ' ann', 'ANN ', 'A\u200bnn', 'Ａnn'];
const running = ({ experiments }: PolicyBook) => experiments.filter(({ status }) => status === 'running');
/** The largest share of everybody from the time of a book on. */
const peakOf = ({ experiment: { ramp, slice } }: BookedExperiment, { change: { at } }: PolicyBook) =>
  Math.max(shareAt(ramp, at), ...ramp.filter(({ from }) => from > at).map(({ share }) => share)) *
  (slice.to - slice.from);
const settingsOf = (experiment: Experiment) => ({ ...experiment, ramp: [] });

test.prop([deedsArb(ANN)], { numRuns: 1_000 })(
  'no order of deeds lets one author go live above the share alone, in one piece or in several',
  (deeds) => {
    for (const { after } of booksAfter(deeds)) {
      expect(running(after).reduce((sum, booked) => sum + peakOf(booked, after), 0)).toBeLessThanOrEqual(
        ALONE + 1e-12,
      );
      expect(after.serving).toEqual([]);
    }
  },
);

test.prop([deedsArb(['Ann', 'Bob', 'Cy'])], { numRuns: 1_000 })(
  'what is live above the share was proposed by one and approved, as it is or larger, by another',
  (deeds) => {
    const agreed: { readonly settings: unknown; readonly peak: number }[] = [];
    for (const { deed, before, after } of booksAfter(deeds)) {
      if (deed.kind === 'approve') {
        const now = after.experiments.find(({ experiment }) => experiment.id === after.change.experiment);
        const was = before?.experiments.find(({ experiment }) => experiment.id === after.change.experiment);
        if (now === undefined) throw new Error('An approval lost its experiment.');
        expect(deed.author).not.toBe((was?.proposedRamp?.by ?? was?.proposedBy)?.author);
        agreed.push({ settings: settingsOf(now.experiment), peak: peakOf(now, after) });
      }
      for (const booked of running(after).filter((each) => peakOf(each, after) > ALONE)) {
        expect(booked.approvedBy?.author).toBeDefined();
        expect(booked.approvedBy?.author).not.toBe(booked.proposedBy.author);
        const fitting = agreed
          .filter(({ peak }) => peak >= peakOf(booked, after))
          .map(({ settings }) => settings);
        expect(fitting).toContainEqual(settingsOf(booked.experiment));
      }
      for (const { by, approvedBy } of after.serving) expect(approvedBy?.author).not.toBe(by.author);
    }
  },
);

test.prop([deedsArb(['Ann', 'Bob'])], { numRuns: 500 })(
  'every change makes the next version and signs it',
  (deeds) => {
    booksAfter(deeds).forEach(({ deed, after }, index) => {
      expect(after.version).toBe(index + 1);
      expect(after.change).toMatchObject({
        version: index + 1,
        kind: deed.kind,
        by: { author: deed.author, reason: 'because' },
      });
      expect(after.change.what).toMatch(/^[A-Z].*\S$/su);
    });
  },
);

test.prop([deedsArb(['Ann', 'Bob'])], { numRuns: 500 })(
  'what ran keeps its place, its settings and its stops, and never runs again',
  (deeds) => {
    for (const { before, after } of booksAfter(deeds)) {
      for (const was of before?.experiments ?? []) {
        if (was.status !== 'running' && was.status !== 'stopped') continue;
        const now = after.experiments.find(({ experiment }) => experiment.id === was.experiment.id);
        if (now === undefined) throw new Error('An experiment that ran is gone.');
        expect(settingsOf(now.experiment)).toEqual(settingsOf(was.experiment));
        expect(now.stopped.slice(0, was.stopped.length)).toEqual(was.stopped);
        expect(now.startedAt).toBe(was.startedAt);
        expect(now.version).toBeGreaterThanOrEqual(was.version);
        if (was.status === 'stopped') expect(now).toEqual(was);
      }
    }
  },
);

test.prop([deedsArb(['Ann', 'Bob'])], { numRuns: 500 })(
  'whatever changes in an experiment that runs, its version tells it',
  (deeds) => {
    for (const { before, after } of booksAfter(deeds)) {
      for (const was of before?.experiments ?? []) {
        const now = after.experiments.find(({ experiment }) => experiment.id === was.experiment.id);
        if (now === undefined || now.version !== was.version) continue;
        expect(now.experiment).toEqual(was.experiment);
      }
    }
  },
);
