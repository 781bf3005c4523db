import type { DecisionRecord } from '../core/decision/decision-record.ts';
import { statisticsModelOf } from '../core/decision/statistics-model.ts';
import { InvalidInputError, NotFoundError } from '../core/errors.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { MAX_CREDITS } from '../core/model/fold.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import type { Dependencies } from './dependencies.ts';
import { type FoldGroup, foldGroup } from './fold-group.ts';
import { logMessageOf } from './log-part.ts';
import type { CreditMessage } from './ports/messages.ts';

export interface LearnReport {
  /** Decisions credited for the first time. */
  readonly folded: number;
  /** Decisions whose credit was corrected by the difference. */
  readonly corrected: number;
  /** Decisions whose credit was taken out, since their borrower is being erased. */
  readonly removed: number;
  /** Decisions that owed nothing: credited already, void, not sent yet or erased. */
  readonly unchanged: number;
  /** What could not be credited and why; everything else was. */
  readonly failures: ReadonlyMap<DecisionId, Error>;
}

/** An item is left for its sibling this far below the exact range of its sums, so that one more batch still fits. */
const LARGEST_BATCH = 10_000;

export type Learn = (messages: readonly CreditMessage[]) => Promise<LearnReport>;

/**
 * Folds the rewards of decisions into the statistics, each exactly once however often it is asked for; see
 * docs/protocols/receipts.md. One item per (model, arm, week) is written per batch.
 */
export function makeLearn(
  deps: Pick<Dependencies, 'ledger' | 'statistics' | 'log' | 'telemetry'>,
  options: { readonly creditsPerItem?: number } = {},
): Learn {
  const { ledger, log, telemetry } = deps;
  const creditsPerItem = options.creditsPerItem ?? MAX_CREDITS - LARGEST_BATCH;

  return async function learn(messages) {
    const ids = [...new Set(messages.map(({ decisionId }) => decisionId))];
    const failures = new Map<DecisionId, Error>();
    const records = new Map<DecisionId, DecisionRecord>();
    for (const record of await ledger.getRecords(ids)) records.set(record.decisionId, record);
    const missing = ids.filter((id) => !records.has(id));
    const erased = new Set(missing.length === 0 ? [] : await ledger.erasedAmong(missing));
    for (const id of missing) if (!erased.has(id)) failures.set(id, unknownDecision(id));

    const total = { folded: 0, corrected: 0, removed: 0, unchanged: erased.size };
    for (const group of groupByItem(records.values(), failures)) {
      try {
        const report = await foldGroup(deps, group, creditsPerItem);
        total.folded += report.folded;
        total.corrected += report.corrected;
        total.removed += report.removed;
        total.unchanged += report.unchanged;
      } catch (error) {
        const failure = error instanceof Error ? error : new Error('unknown failure', { cause: error });
        for (const { record } of group.members) failures.set(record.decisionId, failure);
      }
    }
    // Also for what owed nothing: it may be here again because its message was lost.
    await log.send(
      [...records.values()].filter(({ decisionId }) => !failures.has(decisionId)).map(logMessageOf),
    );
    telemetry.count('CreditsFolded', total.folded);
    telemetry.count('CorrectionsFolded', total.corrected);
    telemetry.count('CreditsRemoved', total.removed);
    return { ...total, failures };
  };
}

function groupByItem(records: Iterable<DecisionRecord>, failures: Map<DecisionId, Error>): FoldGroup[] {
  const groups = new Map<string, FoldGroup>();
  for (const record of records) {
    const { verdict } = record;
    if (verdict.status === 'withheld') {
      failures.set(
        record.decisionId,
        new InvalidInputError(
          'decision-withheld',
          `Decision ${record.decisionId} was withheld: there is nothing to learn.`,
        ),
      );
      continue;
    }
    const week = decisionWeek(record.decidedAt);
    const model = statisticsModelOf(record);
    const key = `${model} ${verdict.action} ${week}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { model, arm: verdict.action, week, members: [] };
      groups.set(key, group);
    }
    const x = { names: verdict.features.names, values: Float64Array.from(verdict.features.values) };
    group.members.push({ record, x });
  }
  return [...groups.values()];
}

function unknownDecision(id: DecisionId): NotFoundError {
  return new NotFoundError('decision-unknown', `There is no decision ${id} to credit.`);
}
