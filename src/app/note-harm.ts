import { watchesOf } from '../core/experiment/guardrails/judge-guardrails.ts';
import type { BookedExperiment } from '../core/experiment/policy-book.ts';
import type { BorrowerId, DecisionId, EventId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { countsForBudget } from './counts-for-budget.ts';
import type { Dependencies } from './dependencies.ts';

export interface HeardHarm {
  readonly borrowerId: BorrowerId;
  readonly eventId: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly decisionId?: DecisionId;
}

export type NoteHarm = (event: HeardHarm, now: Instant) => Promise<void>;

/**
 * Notes an event of a type that guardrails or the harm budget watch in each experiment that its borrower is in. It may be
 * repeated; an event before the experiment's start is none of its doing.
 * @remarks What is noted stays when the event is corrected: a complaint that is withdrawn was lodged nevertheless.
 * @throws {UnavailableError} when it can't be noted now; the event must come again then.
 */
export function makeNoteHarm({
  configuration,
  books,
  exposures,
}: Pick<Dependencies, 'configuration' | 'books' | 'exposures'>): NoteHarm {
  const budgets = configuration.experiments.harmBudget ?? [];

  return async function noteHarm({ borrowerId, eventId, type, occurredAt, decisionId }, now) {
    const book = await books.known(configuration.model, now);
    for (const booked of book?.experiments ?? []) {
      if (booked.startedAt === undefined || occurredAt < booked.startedAt || !isWatched(booked, type, now)) {
        continue;
      }
      const named = decisionId === undefined ? {} : { decisionId };
      await exposures.note(booked.experiment.id, borrowerId, { id: eventId, type, ...named });
    }
  };

  function isWatched(booked: BookedExperiment, type: string, now: Instant): boolean {
    const byGuardrail =
      booked.status === 'running' && watchesOf(booked.experiment).some((events) => events.includes(type));
    return (
      byGuardrail ||
      budgets.some((budget) => budget.events.includes(type) && countsForBudget(booked, budget, now))
    );
  }
}
