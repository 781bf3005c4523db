import type { Configuration } from '../core/configuration.ts';
import type { DecisionRecord } from '../core/decision/decision-record.ts';
import { heedDuties } from '../core/decision/heed-duties.ts';
import { profileOfFacts } from '../core/decision/ruling.ts';
import { type ActionId, type DecisionId, NO_CONTACT } from '../core/identifiers.ts';
import { applyContactRules } from '../core/rules/apply-contact-rules.ts';
import { questionOf } from '../core/rules/contact-question.ts';
import { indicatedPlaces } from '../core/rules/indicated-places.ts';
import { layOutCandidates } from '../core/rules/lay-out-candidates.ts';
import { ruleBookOf } from '../core/rules/rule-book.ts';
import type { RuleHit } from '../core/rules/rule-hit.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import { ruleSetOf } from './rule-set.ts';

/** What other rules would have made of past decisions, on the facts that were on file then. */
export interface RulesDiff {
  /** The rules compared with, by content. */
  readonly ruleSet: string;
  /** Decisions looked at … */
  readonly decisions: number;
  /** … and those of them whose facts were not kept. */
  readonly cannotTell: number;
  /** Decided for a contact that the other rules forbid. */
  readonly chosenBlocked: number;
  /** Withheld, where the other rules permit some contact. */
  readonly withheldAllowed: number;
  /** Over all masks: actions that were eligible and would be blocked, and the other way round. */
  readonly actionsBlocked: number;
  readonly actionsAllowed: number;
  /** By rule, most first. */
  readonly rules: readonly RuleChange[];
  /** The first of them, by decision id. */
  readonly examples: readonly ChangedDecision[];
}

export interface RuleChange {
  readonly rule: string;
  /** Actions that it would block and that were eligible; several rules can block one action. */
  readonly blocks: number;
  /** Actions that it blocked and that would be eligible. */
  readonly frees: number;
}

export interface ChangedDecision {
  readonly decisionId: DecisionId;
  readonly decidedAt: Instant;
  readonly change: 'chosen-blocked' | 'withheld-allowed';
  /** The action that was chosen, or the first that would be eligible. */
  readonly action: ActionId;
  readonly hits: readonly RuleHit[];
}

export interface RulesDiffRequest {
  readonly next: Configuration;
  /** Decisions before it are left out. */
  readonly since?: Instant;
  /** At most so many examples. */
  readonly limit: number;
}

/** Rules of a request or of a day's room: other contact rules change nothing about these. */
const NOT_OF_CONTACT = new Set(['request-excluded@1', 'horizon@1', 'capacity@1', 'capacity-readable@1']);

/**
 * Judges every decision of the model again by the rules of another configuration. Writes nothing.
 * @remarks Send windows are laid out as the other configuration has them; actions that either lacks, and those that
 * were blocked by the request, its horizon or a day's room, are not compared. A record holds the contacts that the rules
 * of then could ask about, so a cap that looks farther back than theirs is judged too mildly.
 */
export function makeRulesDiff({ ledger, sha256 }: Pick<Dependencies, 'ledger' | 'sha256'>) {
  return async function rulesDiff(
    { next, since, limit }: RulesDiffRequest,
    onProgress: (decisions: number) => void = () => {},
  ): Promise<RulesDiff> {
    const counts = { decisions: 0, cannotTell: 0, chosenBlocked: 0, withheldAllowed: 0 };
    const masks = { actionsBlocked: 0, actionsAllowed: 0 };
    const rules = new Map<string, { blocks: number; frees: number }>();
    let examples: ChangedDecision[] = [];
    for await (const record of ledger.allRecords()) {
      if (record.model !== next.model || (since !== undefined && record.decidedAt < since)) continue;
      counts.decisions += 1;
      if (counts.decisions % 100 === 0) onProgress(counts.decisions);
      const comparison = compareMasks(record, next);
      if (comparison === undefined) {
        counts.cannotTell += 1;
        continue;
      }
      const { blocked, freed } = comparison;
      masks.actionsBlocked += blocked.size;
      masks.actionsAllowed += freed.size;
      for (const hits of blocked.values()) tally(rules, hits, 'blocks');
      for (const hits of freed.values()) tally(rules, hits, 'frees');
      const changed = changeOf(record, comparison);
      if (changed === undefined) continue;
      counts[changed.change === 'chosen-blocked' ? 'chosenBlocked' : 'withheldAllowed'] += 1;
      examples.push(changed);
      if (examples.length > 2 * limit + 100) examples = first(examples, limit);
    }
    return {
      ruleSet: ruleSetOf(ruleBookOf(next), sha256),
      ...counts,
      ...masks,
      rules: [...rules]
        .map(([rule, changes]) => ({ rule, ...changes }))
        .sort((a, b) => b.blocks + b.frees - a.blocks - a.frees || (a.rule < b.rule ? -1 : 1)),
      examples: first(examples, limit),
    };
  };
}

interface Comparison {
  /** Actions that were eligible, with what would block them. */
  readonly blocked: ReadonlyMap<ActionId, readonly RuleHit[]>;
  /** Actions that would be eligible, with what blocked them. */
  readonly freed: ReadonlyMap<ActionId, readonly RuleHit[]>;
}

function compareMasks(record: DecisionRecord, next: Configuration): Comparison | undefined {
  const { ruling, decidedAt: now, verdict } = record;
  if (ruling === undefined) return undefined;
  const profile = profileOfFacts(ruling.facts);
  const book = ruleBookOf(next);
  const before = new Map(record.blocked.map(({ action, hits }) => [action, hits]));
  const { candidates } = layOutCandidates({
    configuration: next,
    timeZone: indicatedPlaces(profile).home ?? '',
    now,
    horizonHours: next.horizonHours,
    exclude: record.blocked.filter(({ hits }) => hits.some(isNoneOfContact)).map(({ action }) => action),
  });
  const question = questionOf(book, record.purpose, profile, record.accountId);
  const input = { book, question, candidates, profile, now };
  const { mask } = heedDuties(input, applyContactRules(input));
  const eligible = new Set(verdict.status === 'selected' ? verdict.distribution.actions : []);
  return {
    blocked: new Map(
      mask.blocked.filter(({ action }) => eligible.has(action)).map(({ action, hits }) => [action, hits]),
    ),
    freed: new Map(
      mask.eligible.flatMap(({ action }) => {
        const hits = before.get(action);
        return hits === undefined ? [] : [[action, hits] as const];
      }),
    ),
  };
}

function isNoneOfContact({ rule }: RuleHit): boolean {
  return NOT_OF_CONTACT.has(rule);
}

function changeOf({ decisionId, decidedAt, verdict }: DecisionRecord, { blocked, freed }: Comparison) {
  const same = { decisionId, decidedAt };
  if (verdict.status === 'selected') {
    const hits = blocked.get(verdict.action);
    if (hits === undefined || verdict.action === NO_CONTACT) return undefined;
    return { ...same, change: 'chosen-blocked' as const, action: verdict.action, hits };
  }
  const contact = [...freed].find(([action]) => action !== NO_CONTACT);
  if (contact === undefined) return undefined;
  return { ...same, change: 'withheld-allowed' as const, action: contact[0], hits: contact[1] };
}

function tally(
  rules: Map<string, { blocks: number; frees: number }>,
  hits: readonly RuleHit[],
  what: 'blocks' | 'frees',
): void {
  for (const { rule } of hits) {
    const counts = rules.get(rule) ?? { blocks: 0, frees: 0 };
    counts[what] += 1;
    rules.set(rule, counts);
  }
}

function first(examples: readonly ChangedDecision[], limit: number): ChangedDecision[] {
  return [...examples].sort((a, b) => (a.decisionId < b.decisionId ? -1 : 1)).slice(0, limit);
}
