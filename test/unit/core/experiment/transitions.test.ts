import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import type { BookedExperiment, PolicyBook, Signature } from '../../../../src/core/experiment/policy-book.ts';
import { approve } from '../../../../src/core/experiment/transitions/approve.ts';
import { pause } from '../../../../src/core/experiment/transitions/pause.ts';
import { MOST_SERVING, promote } from '../../../../src/core/experiment/transitions/promote.ts';
import { propose } from '../../../../src/core/experiment/transitions/propose.ts';
import { ramp } from '../../../../src/core/experiment/transitions/ramp.ts';
import { resume } from '../../../../src/core/experiment/transitions/resume.ts';
import { rollback } from '../../../../src/core/experiment/transitions/rollback.ts';
import { setShadow } from '../../../../src/core/experiment/transitions/set-shadow.ts';
import type { Stamp } from '../../../../src/core/experiment/transitions/stamp.ts';
import { start } from '../../../../src/core/experiment/transitions/start.ts';
import { stop } from '../../../../src/core/experiment/transitions/stop.ts';
import { stopVariant } from '../../../../src/core/experiment/transitions/stop-variant.ts';
import { withdraw } from '../../../../src/core/experiment/transitions/withdraw.ts';
import type { ExperimentId, VariantId } from '../../../../src/core/identifiers.ts';
import type { ServedPolicy } from '../../../../src/core/policy/served-policy.ts';
import { at, model } from '../../../support/builders/identifiers.ts';
import { anExperiment } from '../../../support/builders/policy-books.ts';

const ID = 'evening-calls' as ExperimentId;
const RULES = 'rules' as VariantId;
const UNIFORM: ServedPolicy = { kind: 'uniform' };
const LIMIT = 0.1;
const by = (author: string): Signature => ({ author, reason: 'because' });
const stamp = (author: string, time = '2026-11-24T12:00:00Z'): Stamp => ({
  model: model('contact'),
  at: at(time),
  by: by(author),
});
const rampTo = (share: number, from = '2026-11-24T00:00:00Z'): Experiment['ramp'] => [
  { from: at(from), share },
];
const NOON = '2026-11-24T12:00:00Z';
/** One step until noon, when everything below happens, and one from then on. */
const turnedAtNoon = (before: number, after: number) => [...rampTo(before), ...rampTo(after, NOON)];
const proposed = (share: number, overrides: Partial<Experiment> = {}) =>
  propose(undefined, anExperiment({ ramp: rampTo(share), ...overrides }), stamp('Ann'));
const running = (share: number) => start(approve(proposed(share), ID, stamp('Bob')), ID, LIMIT, stamp('Ann'));
const only = ({ experiments: [booked] }: PolicyBook): BookedExperiment => {
  if (booked === undefined) throw new Error('The book is empty.');
  return booked;
};
const refused = (code: string) => expect.objectContaining({ code });

describe('an experiment from proposal to end', () => {
  test('a small one starts without a second pair of eyes', () => {
    const book = start(proposed(0.1), ID, LIMIT, stamp('Ann'));
    expect(only(book)).toMatchObject({
      status: 'running',
      version: 1,
      startedAt: at('2026-11-24T12:00:00Z'),
    });
    expect(book.change).toEqual({
      version: 2,
      at: at('2026-11-24T12:00:00Z'),
      kind: 'start',
      experiment: ID,
      what: 'Started version 1 of "evening-calls": as-now 1 : rules 1; 10 % from 2026-11-24T00:00:00.000Z.',
      by: by('Ann'),
    });
  });

  test('a large one waits for somebody else, and the record names both', () => {
    expect(() => start(proposed(0.11), ID, LIMIT, stamp('Ann'))).toThrow(refused('approval-needed'));
    expect(() => approve(proposed(0.11), ID, stamp(' ANN '))).toThrow(refused('approval-by-author'));
    const { change } = running(0.11);
    expect(change).toMatchObject({ by: by('Ann'), approvedBy: by('Bob') });
  });

  test('a part of a slice is a part of everybody', () => {
    const half = { slice: { from: 0.5, to: 0.7 } };
    expect(only(start(proposed(0.5, half), ID, LIMIT, stamp('Ann'))).status).toBe('running');
    expect(() => start(proposed(0.6, half), ID, LIMIT, stamp('Ann'))).toThrow(refused('approval-needed'));
  });

  test('a step of the far future counts', () => {
    const steps = [...rampTo(0.01), ...rampTo(1, '2030-01-01T00:00:00Z')];
    expect(() => start(proposed(0, { ramp: steps }), ID, LIMIT, stamp('Ann'))).toThrow(
      refused('approval-needed'),
    );
  });

  test('a share that is no number does not slip through', () => {
    expect(() => start(proposed(Number.NaN), ID, LIMIT, stamp('Ann'))).toThrow(refused('approval-needed'));
  });

  test('two small ones of one author count together, of two authors apart', () => {
    const first = start(proposed(0.06), ID, LIMIT, stamp('Ann'));
    const second = anExperiment({ id: 'second' as ExperimentId, ramp: rampTo(0.06) });
    const launch = (author: string) =>
      start(propose(first, second, stamp(author)), second.id, LIMIT, stamp(author));
    expect(() => launch('Ann')).toThrow(refused('approval-needed'));
    expect(launch('Bob').experiments.map(({ status }) => status)).toEqual(['running', 'running']);
  });

  test('proposed anew it is another version, and the approval of the one before is void', () => {
    const approved = approve(proposed(0.5), ID, stamp('Bob'));
    const anew = propose(approved, anExperiment({ ramp: rampTo(0.6) }), stamp('Cy'));
    expect(only(anew)).toEqual({
      experiment: anExperiment({ ramp: rampTo(0.6) }),
      version: 2,
      status: 'proposed',
      proposedBy: by('Cy'),
      stopped: [],
    });
    expect(() => start(anew, ID, LIMIT, stamp('Ann'))).toThrow(refused('approval-needed'));
    expect(() => approve(anew, ID, stamp('Bob'), 1)).toThrow(refused('version-moved'));
    expect(only(approve(anew, ID, stamp('Bob'), 2)).status).toBe('approved');
  });

  test('withdrawn before it started it is gone, and the change keeps what it said', () => {
    const book = withdraw(proposed(0.5), ID, stamp('Ann'));
    expect(book.experiments).toEqual([]);
    expect(book.change.evidence).toEqual({ experiment: anExperiment({ ramp: rampTo(0.5) }) });
  });

  test('stopped it stays, and its name is used up', () => {
    const book = stop(running(0.5), ID, stamp('Cy', '2026-12-24T00:00:00Z'));
    expect(only(book)).toMatchObject({ status: 'stopped', stoppedAt: at('2026-12-24T00:00:00Z') });
    const wrong = refused('experiment-state');
    expect(() => propose(book, anExperiment(), stamp('Ann'))).toThrow(wrong);
    expect(() => start(book, ID, 1, stamp('Ann'))).toThrow(wrong);
    expect(() => stop(book, ID, stamp('Ann'))).toThrow(wrong);
    expect(() => withdraw(book, ID, stamp('Ann'))).toThrow(wrong);
    expect(() => ramp(book, ID, rampTo(0.01), LIMIT, stamp('Ann'))).toThrow(wrong);
    expect(() => approve(book, ID, stamp('Ann'))).toThrow(wrong);
  });

  test('one that nobody proposed is not found', () => {
    expect(() => start(undefined, ID, LIMIT, stamp('Ann'))).toThrow(refused('experiment-unknown'));
    expect(() => stop(proposed(0.1), 'other' as ExperimentId, stamp('Ann'))).toThrow(
      refused('experiment-unknown'),
    );
  });
});

describe('a ramp', () => {
  const small = start(proposed(0.05), ID, LIMIT, stamp('Ann'));

  test('little enough holds at once and is another version', () => {
    const book = ramp(small, ID, rampTo(0.1), LIMIT, stamp('Bob'));
    expect(only(book)).toMatchObject({
      version: 2,
      proposedBy: by('Bob'),
      experiment: { ramp: turnedAtNoon(0.05, 0.1) },
    });
    expect(book.change.evidence).toEqual({ before: rampTo(0.05), after: turnedAtNoon(0.05, 0.1) });
  });

  test('above the share waits, and then holds', () => {
    const waiting = ramp(small, ID, rampTo(0.5), LIMIT, stamp('Bob'));
    expect(only(waiting)).toMatchObject({
      version: 1,
      experiment: { ramp: rampTo(0.05) },
      proposedRamp: { ramp: rampTo(0.5), by: by('Bob') },
    });
    expect(() => approve(waiting, ID, stamp('bob'))).toThrow(refused('approval-by-author'));
    const book = approve(waiting, ID, stamp('Ann'));
    expect(only(book)).toMatchObject({
      version: 2,
      experiment: { ramp: turnedAtNoon(0.05, 0.5) },
      proposedBy: by('Bob'),
      approvedBy: by('Ann'),
    });
    expect(only(book)).not.toHaveProperty('proposedRamp');
  });

  test('of later moves nobody until then', () => {
    const later = rampTo(0.1, '2026-12-01T00:00:00Z');
    expect(only(ramp(small, ID, later, LIMIT, stamp('Ann'))).experiment.ramp).toEqual([
      ...rampTo(0.05),
      ...later,
    ]);
  });

  test('that was more than it is now does not count', () => {
    const past = [...rampTo(1), ...rampTo(0.1, NOON)];
    expect(only(ramp(small, ID, past, LIMIT, stamp('Ann'))).experiment.ramp).toEqual(turnedAtNoon(0.05, 0.1));
  });

  test('that waits can be withdrawn', () => {
    const waiting = ramp(small, ID, rampTo(0.5), LIMIT, stamp('Bob'));
    expect(only(withdraw(waiting, ID, stamp('Bob')))).toEqual(only(small));
    expect(() => withdraw(small, ID, stamp('Bob'))).toThrow(refused('experiment-state'));
  });

  test('down holds at once, however large what is left, and the approval stands', () => {
    const book = ramp(running(0.8), ID, rampTo(0.4), LIMIT, stamp('Cy'));
    expect(only(book)).toMatchObject({
      version: 2,
      experiment: { ramp: turnedAtNoon(0.8, 0.4) },
      approvedBy: by('Bob'),
      proposedBy: by('Ann'),
    });
  });

  test('that is lower now and higher later is not down', () => {
    const later = [...rampTo(0.1), ...rampTo(0.9, '2026-12-01T00:00:00Z')];
    expect(only(ramp(running(0.8), ID, later, LIMIT, stamp('Cy')))).toHaveProperty('proposedRamp');
  });

  test('of an approved experiment back to little is its author’s alone from then on', () => {
    const approved = [...rampTo(0), ...rampTo(0.8, '2026-12-01T00:00:00Z')];
    const book = start(approve(proposed(0, { ramp: approved }), ID, stamp('Bob')), ID, LIMIT, stamp('Ann'));
    const now = only(ramp(book, ID, rampTo(0.1), LIMIT, stamp('Cy')));
    expect(now).toMatchObject({ proposedBy: by('Cy'), experiment: { ramp: turnedAtNoon(0, 0.1) } });
    expect(now).not.toHaveProperty('approvedBy');
  });
});

describe('stopping harm', () => {
  const guard = {
    experiment: ID,
    variant: RULES,
    why: 'complaints 3.1 times the control’s.',
    evidence: { e: 40 },
  };

  test('a guardrail stops a variant by itself, and says why', () => {
    const book = stopVariant(running(0.5), guard, stamp('guardrail complaints'));
    expect(only(book).stopped).toEqual([
      { variant: RULES, at: at('2026-11-24T12:00:00Z'), why: 'complaints 3.1 times the control’s.' },
    ]);
    expect(book.change).toMatchObject({
      kind: 'stop-variant',
      what: 'Stopped variant "rules" of "evening-calls": complaints 3.1 times the control’s.',
      by: by('guardrail complaints'),
      evidence: { e: 40 },
    });
    expect(() => stopVariant(book, guard, stamp('Ann'))).toThrow(refused('variant-already-stopped'));
  });

  test('only a variant that there is, of an experiment that runs', () => {
    const unknown = { ...guard, variant: 'other' as VariantId };
    expect(() => stopVariant(running(0.5), unknown, stamp('Ann'))).toThrow(refused('variant-unknown'));
    expect(() => stopVariant(proposed(0.5), guard, stamp('Ann'))).toThrow(refused('experiment-state'));
  });

  test('all stand still, and go on as they stood', () => {
    const before = running(0.5);
    const paused = pause(before, 'harm budget spent.', stamp('harm budget'), { excess: 26 });
    expect(paused.paused).toEqual({ at: at('2026-11-24T12:00:00Z'), why: 'harm budget spent.' });
    expect(() => pause(paused, 'again', stamp('Ann'))).toThrow(refused('experiments-paused'));
    const resumed = resume(paused, stamp('Ann'));
    expect(resumed).not.toHaveProperty('paused');
    expect(resumed.experiments).toEqual(before.experiments);
    expect(() => resume(resumed, stamp('Ann'))).toThrow(refused('experiments-not-paused'));
  });
});

describe('what is served to all', () => {
  const grounds = { fourEyesAbove: LIMIT, approvedBy: by('Bob'), evidence: { lower: 0.12 } };

  test('is promoted by two, on evidence', () => {
    const book = promote(undefined, UNIFORM, stamp('Ann'), grounds);
    expect(book).toMatchObject({
      model: 'contact',
      version: 1,
      serving: [{ policy: UNIFORM, since: at('2026-11-24T12:00:00Z'), by: by('Ann'), approvedBy: by('Bob') }],
      change: { approvedBy: by('Bob'), evidence: { policy: UNIFORM, gate: { lower: 0.12 } } },
    });
    const alone = { fourEyesAbove: 0.99 };
    expect(() => promote(undefined, UNIFORM, stamp('Ann'), alone)).toThrow(refused('approval-needed'));
    const selfApproved = { fourEyesAbove: 1, approvedBy: by('ann') };
    expect(() => promote(undefined, UNIFORM, stamp('Ann'), selfApproved)).toThrow(
      refused('approval-by-author'),
    );
    expect(promote(undefined, UNIFORM, stamp('Ann'), { fourEyesAbove: 1 }).serving).toHaveLength(1);
  });

  test('is rolled back to what it was before, one by one', () => {
    const first = promote(undefined, UNIFORM, stamp('Ann'), grounds);
    const second = promote(first, { kind: 'no-contact' }, stamp('Ann'), grounds);
    const back = rollback(second, stamp('Cy'));
    expect(back.serving).toEqual(first.serving);
    expect(back.change.what).toBe('Rolled back no contact: the uniform policy is served to all again.');
    const none = rollback(back, stamp('Cy'));
    expect(none.serving).toEqual([]);
    expect(none.change.what).toBe(
      'Rolled back the uniform policy: the configured policy is served to all again.',
    );
    expect(() => rollback(none, stamp('Cy'))).toThrow(refused('nothing-to-roll-back'));
    expect(() => rollback(undefined, stamp('Cy'))).toThrow(refused('nothing-to-roll-back'));
  });

  test('is kept so often and no oftener', () => {
    let book: PolicyBook | undefined;
    for (let count = 0; count < MOST_SERVING + 3; count += 1) {
      book = promote(book, { kind: 'fixed-rules', epsilon: count / 100 }, stamp('Ann'), grounds);
    }
    expect(book?.serving).toHaveLength(MOST_SERVING);
    expect(book?.serving[0]?.policy).toEqual({ kind: 'fixed-rules', epsilon: 0.22 });
  });

  test('has a shadow, or none', () => {
    const book = setShadow(undefined, { kind: 'learned', strategy: 'linucb' }, stamp('Ann'));
    expect(book).toMatchObject({ shadow: { strategy: 'linucb' }, change: { kind: 'shadow' } });
    expect(stop(running(0.1), ID, stamp('Ann'))).not.toHaveProperty('shadow');
    expect(setShadow(book, undefined, stamp('Ann'))).not.toHaveProperty('shadow');
    expect(promote(book, UNIFORM, stamp('Ann'), grounds).shadow).toEqual(book.shadow);
  });
});
