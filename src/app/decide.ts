import { chooseForced } from '../core/decision/choose-forced.ts';
import { decisionIdOf, decisionIdSeed, drawSeed } from '../core/decision/decision-key.ts';
import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { ConflictError, UnavailableError } from '../core/errors.ts';
import { makeEncoder } from '../core/features/encoder.ts';
import type { FeatureVector } from '../core/features/feature-vector.ts';
import type { ActionId, DecisionId } from '../core/identifiers.ts';
import { explorationFigures } from '../core/monitoring/exploration-figures.ts';
import { drawNumber } from '../core/policy/draw.ts';
import type { Candidate, Mask } from '../core/rules/candidate.ts';
import { withinCapacity } from '../core/rules/capacity.ts';
import type { ContactEntry, ContactProfile } from '../core/rules/contact-profile.ts';
import { asDemanded, type ContactQuestion } from '../core/rules/contact-question.ts';
import type { UsablePoints } from '../core/rules/usable-points.ts';
import type { Instant } from '../core/time/instant.ts';
import { type NoRoom, readRoom, releaseRoom, unitOf } from './capacity.ts';
import { chooseByPlan, HELD_BACK } from './choose-by-plan.ts';
import { type ContactFacts, readContactFacts, ruleOn } from './contact-mask.ts';
import { contend } from './contend.ts';
import { checkRequest, type DecideRequest, requestDigest } from './decide-request.ts';
import { ensureState } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import { makeExpose } from './expose.ts';
import { makeKnownFeatures, whyMissing } from './known-features.ts';
import { makePlanDecision, type Plan } from './plan-decision.ts';
import { pointsFor } from './points-for.ts';
import { releaseContact, withContact } from './reservation.ts';

export interface DecideAnswer {
  readonly record: DecisionRecord;
  /** Absent for a withheld decision. */
  readonly state?: DecisionState;
  /** False when the same request had been answered before. */
  readonly created: boolean;
}

interface Facts {
  readonly contact: ContactFacts;
  readonly noRoom: NoRoom;
}

export type Decide = (request: DecideRequest, now: Instant) => Promise<DecideAnswer>;

type DecideDependencies = Pick<
  Dependencies,
  | 'configuration'
  | 'ledger'
  | 'profiles'
  | 'featureRecords'
  | 'capacity'
  | 'models'
  | 'books'
  | 'exposures'
  | 'stopwatch'
  | 'telemetry'
  | 'sha256'
  | 'newToken'
>;

/**
 * Decides once per idempotency key. The record's conditional creation is the commit point; the contact slot is
 * reserved before it, in the conditional write of the profile that the mask was computed from (invariant 6), and before
 * that the room on a scarce channel's day, so a crash in between can only leave a reservation too many, which ends with
 * its window.
 * @throws {InvalidInputError} for what the request says wrong, {@link ConflictError} `idempotency-key-reused`,
 * {@link UnavailableError} when the ledger does not answer or every attempt lost its race.
 */
export function makeDecide(deps: DecideDependencies): Decide {
  const { configuration, ledger, profiles, capacity, models, books, telemetry, sha256 } = deps;
  const encoder = makeEncoder(configuration.features);
  const knownFeatures = makeKnownFeatures(deps);
  const planDecision = makePlanDecision(deps);
  const expose = makeExpose(deps);

  return async function decide(request, now) {
    const started = deps.stopwatch();
    const decisionId = decisionIdOf(sha256(decisionIdSeed(configuration.model, request.idempotencyKey)));
    const digest = requestDigest(request, sha256);
    // The reads don't depend on each other: one round trip instead of five.
    const [stored, known, champion, book, onRecord] = await Promise.all([
      ledger.getRecord(decisionId),
      readFacts(request, now),
      models.current(configuration.model, now),
      books.current(configuration.model, now),
      knownFeatures.read(request.borrower.id, request.context),
    ]);
    if (stored !== undefined) return await repeat(stored, digest);

    checkRequest(request, configuration);
    const { context, sources } = knownFeatures.complete(request.context, onRecord, now);
    const x = encoder.encode(context, whyMissing(sources));
    const plan = await planDecision({ request, context, book, now }, champion);
    const verdict = await reserve(request, decisionId, x, known, plan, now);
    const record: DecisionRecord = {
      decisionId,
      model: configuration.model,
      borrowerId: request.borrower.id,
      ...(request.borrower.accountId === undefined ? {} : { accountId: request.borrower.accountId }),
      purpose: request.purpose,
      requestDigest: digest,
      decidedAt: now,
      requireConfirm: request.requireConfirm,
      context,
      ...(sources === undefined ? {} : { sources }),
      ...(plan.assignments.length === 0 ? {} : { assignments: plan.assignments }),
      ...(plan.keptOut ? { keptOut: true } : {}),
      ...verdict,
    };
    if ((await ledger.createRecord(record)) === 'exists') return await yieldToWinner(record);
    count(record);
    // Neither waits for the other: both come after the commit, and both can be repeated.
    const [answered] = await Promise.all([
      answer(record, true),
      expose(record, book, deps.stopwatch() - started),
    ]);
    return answered;
  };

  /** What may change between two attempts: the borrower's contact facts and the room that is left. */
  async function readFacts(request: DecideRequest, now: Instant): Promise<Facts> {
    const [contact, noRoom] = await Promise.all([
      readContactFacts(profiles, request.borrower.id, telemetry),
      readRoom(deps, now, request.horizonHours ?? configuration.horizonHours),
    ]);
    return { contact, noRoom };
  }

  async function reserve(
    request: DecideRequest,
    decisionId: DecisionId,
    x: FeatureVector,
    known: Facts,
    plan: Plan,
    now: Instant,
  ): Promise<Pick<DecisionRecord, 'blocked' | 'ruling' | 'unmet' | 'verdict'>> {
    let redraws = -1;
    let inHand: Facts | undefined = known;
    return await contend('Reserving a contact slot', async () => {
      const { contact: facts, noRoom } = inHand ?? (await readFacts(request, now));
      inHand = undefined;
      redraws += 1;
      const draw = drawNumber(sha256(drawSeed(decisionId, redraws)));
      const {
        mask: lawful,
        forced,
        ruling,
        unmet,
      } = ruleOn(configuration, facts, request, now, decisionId, sha256);
      // What the law demands does not wait for room.
      const mask = forced === undefined ? withinCapacity(lawful, noRoom) : lawful;
      const grounds = {
        blocked: mask.blocked,
        ...(ruling === undefined ? {} : { ruling }),
        ...(unmet === undefined ? {} : { unmet }),
      };
      if (mask.eligible.length === 0) {
        return { ...grounds, verdict: { status: 'withheld', because: reasonsOf(mask) } };
      }
      const eligible = mask.eligible.map(({ action }) => action);
      const choice =
        forced === undefined
          ? chooseByPlan(configuration, plan, { x, eligible, draw })
          : { ...chooseForced(eligible[0] as ActionId, forced), forced };
      if (choice === undefined) {
        return { ...grounds, verdict: { status: 'withheld', because: [HELD_BACK] } };
      }
      const chosen = mask.eligible.find(({ action }) => action === choice.action) as Candidate;
      const points =
        facts.kind !== 'known' || ruling === undefined
          ? undefined
          : pointsOf(
              chosen,
              facts.profile,
              forced === undefined ? ruling.question : asDemanded(ruling.question),
            );
      const contact = contactOf(chosen, points);
      const verdict: Selected = {
        status: 'selected',
        ...choice,
        ...(contact === undefined ? {} : { contact }),
        draw,
        ...(redraws === 0 ? {} : { redraws }),
        features: { names: x.names, values: [...x.values] },
      };
      if (contact === undefined || facts.kind !== 'known') return { ...grounds, verdict };
      const token = deps.newToken();
      const room = forced === undefined ? unitOf(configuration, contact, token, now) : undefined;
      if (room !== undefined && (await capacity.reserve(room.unit, room.limit)) === 'full') {
        telemetry.count('CapacityConflicts');
        return 'moved';
      }
      const entry: ContactEntry = {
        decisionId,
        token,
        channel: contact.channel,
        kind: request.requireConfirm ? 'reserved' : 'sent',
        interval: contact.window.interval,
        ...(request.borrower.accountId === undefined ? {} : { accountId: request.borrower.accountId }),
        ...(points?.atWork === true ? { place: 'work' } : {}),
        ...(forced === undefined ? {} : { required: true }),
      };
      const next = withContact(facts.profile, entry, now, configuration);
      if ((await profiles.put(next, facts.version)) === 'moved') {
        if (room !== undefined) await capacity.release(room.unit);
        telemetry.count('ReservationConflicts');
        return 'moved';
      }
      return { ...grounds, verdict: { ...verdict, reservationToken: token } };
    });
  }

  function pointsOf(
    { channel, window }: Candidate,
    profile: ContactProfile,
    question: ContactQuestion,
  ): UsablePoints | undefined {
    if (channel === undefined || window === undefined) return undefined;
    return pointsFor(configuration, profile, question, channel, window.interval.start);
  }

  /** Another attempt at the same key committed first: its answer is the answer, and our slot is given back. */
  async function yieldToWinner(loser: DecisionRecord): Promise<DecideAnswer> {
    if (loser.verdict.status === 'selected' && loser.verdict.reservationToken !== undefined) {
      await releaseContact(profiles, loser.borrowerId, loser.decisionId, loser.verdict.reservationToken);
      await releaseRoom(deps, loser);
    }
    const winner = await ledger.getRecord(loser.decisionId);
    if (winner === undefined) {
      throw new UnavailableError(
        'contention',
        'The decision was removed while it was being made; repeat the call.',
      );
    }
    return await repeat(winner, loser.requestDigest);
  }

  async function repeat(record: DecisionRecord, digest: string): Promise<DecideAnswer> {
    if (record.requestDigest !== digest) {
      throw new ConflictError(
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request; send a new key, or the same request again.',
        {
          fields: [
            {
              pointer: '/header/Idempotency-Key',
              problem: 'names a decision that was made for a request with another content',
              fix: 'send a new key for a new request, or repeat the first request unchanged',
            },
          ],
        },
      );
    }
    return await answer(record, false);
  }

  async function answer(record: DecisionRecord, created: boolean): Promise<DecideAnswer> {
    const state = await ensureState(deps, record);
    return { record, created, ...(state === undefined ? {} : { state }) };
  }

  function count({ decisionId, verdict, unmet }: DecisionRecord): void {
    if (unmet !== undefined) {
      telemetry.count('ObligationsUnmet');
      telemetry.warn('A contact that the law demands can not be made by this service now', {
        decisionId,
        rules: unmet.map(({ rule }) => rule).join(', '),
      });
    }
    if (verdict.status === 'withheld') {
      telemetry.count('DecisionsWithheld');
      return;
    }
    telemetry.count('DecisionsSelected');
    if (verdict.fallback) telemetry.count('DecisionsFallback');
    if (verdict.explanation.exploration) telemetry.count('DecisionsExploration');
    const figures = explorationFigures(verdict);
    if (figures === undefined) return;
    telemetry.count('DecisionsByModel');
    telemetry.count('ExplorationMillis', Math.round(1000 * figures.modelEntropy));
  }
}

function contactOf({ channel, window }: Candidate, points: UsablePoints | undefined): Selected['contact'] {
  if (channel === undefined || window === undefined) return undefined;
  return { channel, window, ...(points === undefined ? {} : { points: points.ids }) };
}

/** The distinct reasons of the mask, most frequent first. */
export function reasonsOf(mask: Mask): string[] {
  const counts = new Map<string, number>();
  for (const { hits } of mask.blocked) {
    for (const { reason } of hits) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([reason]) => reason);
}
