import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { rewardWindowMs } from '../core/decision/initial-state.ts';
import { ConflictError, InvalidInputError } from '../core/errors.ts';
import type { DecisionId } from '../core/identifiers.ts';
import type { ContactEntry } from '../core/rules/contact-profile.ts';
import { questionOf } from '../core/rules/contact-question.ts';
import { judgeMoment } from '../core/rules/judge-moment.ts';
import { ruleBookOf, ruledChannel } from '../core/rules/rule-book.ts';
import type { RuleHit } from '../core/rules/rule-hit.ts';
import { formatInstant, type Instant, plusMs } from '../core/time/instant.ts';
import { makeAttribution } from './attribution.ts';
import { releaseRoom, scarceChannels } from './capacity.ts';
import { contend } from './contend.ts';
import { requireRecord, requireState } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import { releaseContact, withContact } from './reservation.ts';
import { rewardAnew } from './reward-anew.ts';

export interface Confirmation {
  /** Whether the contact may go out now. */
  readonly send: boolean;
  readonly state: DecisionState;
  /** Why not. */
  readonly hits: readonly RuleHit[];
}

export interface Dispatch {
  /**
   * Runs the contact rules again on fresh facts at the moment of sending. Lawful: the slot becomes a contact and the
   * reward window starts. Not lawful, or too late: the decision is void. The same answer however often it is asked.
   * @throws {NotFoundError} `decision-unknown`; {@link InvalidInputError} `dispatch-not-possible` for a decision that
   * needs no confirmation, or before its send window.
   */
  confirm(id: DecisionId, now: Instant): Promise<Confirmation>;
  /**
   * Gives the contact up: nothing is learned and the slot is free again.
   * @throws {ConflictError} `already-confirmed` when the contact went out.
   */
  void(id: DecisionId, reason: string, now: Instant): Promise<DecisionState>;
}

type DispatchDependencies = Pick<
  Dependencies,
  'configuration' | 'ledger' | 'accountEvents' | 'profiles' | 'capacity' | 'log' | 'telemetry'
>;

export function makeDispatch(deps: DispatchDependencies): Dispatch {
  const { configuration, ledger, profiles, telemetry } = deps;
  const attribution = makeAttribution(deps);

  return { confirm, void: voidDecision };

  async function confirm(id: DecisionId, now: Instant): Promise<Confirmation> {
    const record = await requireRecord(ledger, id);
    const contact = confirmable(record);
    const state = await requireState(deps, id);
    const settled = settledAnswer(state);
    if (settled !== undefined) return settled;
    if (now < contact.window.interval.start) {
      throw new InvalidInputError(
        'dispatch-not-possible',
        `The send window opens at ${formatInstant(contact.window.interval.start)}; confirm at the moment of sending.`,
      );
    }
    const hits = await claimSlot(record, contact, now);
    if (hits.length > 0) {
      await voidDecision(id, hits.map(({ rule }) => rule).join(', '), now);
      telemetry.count('DispatchRefused');
      return await answerAfter(id, hits);
    }
    return await markConfirmed(state, contact.channel, now);
  }

  /** Turns the reservation into a contact at `now`, in the conditional write of the facts the rules were run on. */
  async function claimSlot(
    record: DecisionRecord,
    contact: NonNullable<Selected['contact']>,
    now: Instant,
  ): Promise<readonly RuleHit[]> {
    const { interval } = contact.window;
    if (now >= interval.end) {
      return [{ rule: 'send-window@1', reason: `The send window ended at ${formatInstant(interval.end)}.` }];
    }
    return await contend('Confirming a contact', async () => {
      const stored = await profiles.get(record.borrowerId);
      if (stored === undefined) {
        return [{ rule: 'contact-profile-known@1', reason: 'The contact profile is no longer on file.' }];
      }
      const { profile, version } = stored;
      const book = ruleBookOf(configuration);
      const verdict = judgeMoment({
        book,
        question: questionOf(book, record.purpose, profile, record.accountId),
        channel: ruledChannel(book, contact.channel),
        profile,
        at: now,
        until: interval.end,
        exceptDecision: record.decisionId,
      });
      if (verdict.kind === 'blocked') return verdict.hits;
      const others = profile.contacts.filter(({ decisionId }) => decisionId !== record.decisionId);
      const sent: ContactEntry = {
        decisionId: record.decisionId,
        token: selectedOf(record).reservationToken ?? '',
        channel: contact.channel,
        kind: 'sent',
        interval: { start: now, end: now },
      };
      const next = withContact({ ...profile, contacts: others }, sent, now, configuration);
      return (await profiles.put(next, version)) === 'moved' ? 'moved' : [];
    });
  }

  /** @param first the state as it was read before the slot was claimed; a stale one only costs another attempt. */
  async function markConfirmed(first: DecisionState, channel: string, now: Instant): Promise<Confirmation> {
    const id = first.decisionId;
    let held: DecisionState | undefined = first;
    const confirmed = await contend('Confirming a decision', async () => {
      const state = held ?? (await requireState(deps, id));
      held = undefined;
      if (state.dispatch !== 'pending') return { mine: false, state };
      const end = plusMs(now, rewardWindowMs(configuration, channel));
      const sent = {
        ...state,
        dispatch: 'confirmed',
        sentAt: now,
        rewardWindowEndsAt: end,
        dueAt: end,
      } as const;
      const next = rewardAnew(sent, configuration.reward, now);
      return (await ledger.replaceState(next)) === 'moved' ? 'moved' : { mine: true, state: next };
    });
    if (confirmed.mine) {
      telemetry.count('DispatchConfirmed');
      await attribution.aroundDecision(confirmed.state, now, { insist: true });
    }
    if (confirmed.state.dispatch === 'void') {
      // Voided between our two writes: the contact must not go out, so it must not count either.
      await releaseContact(profiles, confirmed.state.borrowerId, id);
    }
    return settledAnswer(confirmed.state) ?? { send: false, state: confirmed.state, hits: [] };
  }

  async function voidDecision(id: DecisionId, reason: string, now: Instant): Promise<DecisionState> {
    const state = await contend('Voiding a decision', async () => {
      const stored = await requireState(deps, id);
      if (stored.dispatch === 'void') return stored;
      if (stored.dispatch === 'confirmed') {
        throw new ConflictError(
          'already-confirmed',
          `Decision ${id} was confirmed: its contact has gone out.`,
        );
      }
      if (stored.windowEndsAt === undefined || isMature(stored)) {
        throw new InvalidInputError(
          'dispatch-not-possible',
          `Decision ${id} can't be voided: ${isMature(stored) ? 'its reward window has closed' : 'it is no contact'}.`,
        );
      }
      const next = rewardAnew(asVoid(stored, reason), configuration.reward, now);
      return (await ledger.replaceState(next)) === 'moved' ? 'moved' : next;
    });
    await releaseContact(profiles, state.borrowerId, id);
    if (scarceChannels(configuration).length > 0) await releaseRoom(deps, await requireRecord(ledger, id));
    telemetry.count('DispatchVoid');
    if (state.sentAt !== undefined) await attribution.aroundDecision(state, now, { insist: true });
    return state;
  }

  async function answerAfter(id: DecisionId, hits: readonly RuleHit[]): Promise<Confirmation> {
    const state = await requireState(deps, id);
    return { send: false, state, hits };
  }
}

/**
 * The decision without what was attributed to it.
 * @remarks One that counted as sent keeps its reminder: should we die before its events have been given back to other
 * decisions, `mature` does it.
 */
function asVoid(state: DecisionState, voidReason: string): DecisionState {
  const { dueAt, attributed: _givenBack, ...rest } = state;
  const reminder = state.sentAt === undefined || dueAt === undefined ? {} : { dueAt };
  return { ...rest, dispatch: 'void', voidReason, ...reminder };
}

/**
 * Whether `mature` has asked for the credit. From its write on the decision can't be voided, and no credit is folded
 * before it: so no decision is both void and learned from.
 */
function isMature({ dispatch, dueAt, rewardWindowEndsAt }: DecisionState): boolean {
  return dispatch === 'not-required' && dueAt !== rewardWindowEndsAt;
}

function selectedOf({ decisionId, verdict }: DecisionRecord): Selected {
  if (verdict.status === 'withheld') {
    throw new InvalidInputError(
      'decision-withheld',
      `Decision ${decisionId} was withheld: there is nothing to send.`,
    );
  }
  return verdict;
}

function confirmable(record: DecisionRecord): NonNullable<Selected['contact']> {
  const { contact } = selectedOf(record);
  if (contact === undefined || !record.requireConfirm) {
    throw new InvalidInputError(
      'dispatch-not-possible',
      contact === undefined
        ? `Decision ${record.decisionId} is to make no contact: there is nothing to confirm.`
        : `Decision ${record.decisionId} was made without requireConfirm: there is nothing to confirm.`,
    );
  }
  return contact;
}

function settledAnswer(state: DecisionState): Confirmation | undefined {
  if (state.dispatch === 'confirmed') return { send: true, state, hits: [] };
  if (state.dispatch !== 'void') return undefined;
  return {
    send: false,
    state,
    hits: [{ rule: 'void@1', reason: `Given up: ${state.voidReason ?? 'no reason given'}.` }],
  };
}
