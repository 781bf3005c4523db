import * as z from 'zod';
import type { DecisionRecord, Duty } from '../core/decision/decision-record.ts';
import { citedRules } from '../core/explain/cited-rules.ts';
import { ruledFactLines } from '../core/explain/ruled-facts-lines.ts';
import { NOT_LEGAL_ADVICE } from '../core/rules/not-legal-advice.ts';
import type { RuleSettings } from '../core/rules/rule-settings.ts';
import { formatInstant, HOUR_MS } from '../core/time/instant.ts';

export const dutySchema = z.strictObject({
  rule: z.string(),
  dueBefore: z.iso.datetime().meta({ description: 'The first instant at which it is too late.' }),
});

/** What the contact rules made of a decision, and what they knew. */
export const rulingSchema = z
  .strictObject({
    notice: z.string(),
    ruleSet: z
      .string()
      .exactOptional()
      .meta({ description: 'The rules in force, by content. Absent when the contact facts were not known.' }),
    purpose: z.string().exactOptional(),
    actor: z.string().exactOptional(),
    actions: z
      .array(
        z.strictObject({
          action: z.string(),
          allowed: z.boolean(),
          rules: z.array(z.string()),
          reasons: z.array(z.string()),
        }),
      )
      .meta({ description: 'Every action, with all rules that forbade it.' }),
    cited: z.array(
      z.strictObject({
        rule: z.string(),
        title: z.string(),
        citation: z.string(),
        jurisdiction: z.string(),
        binding: z.enum(['law', 'policy']),
        confidence: z.enum(['high', 'medium', 'low']),
      }),
    ),
    facts: z
      .array(
        z.strictObject({
          fact: z.string(),
          value: z.string(),
          since: z.iso.datetime().exactOptional(),
          ageHours: z.number().exactOptional().meta({ description: 'Its age when it was decided.' }),
        }),
      )
      .meta({ description: 'What the rules saw.' }),
    unmet: z
      .array(dutySchema)
      .exactOptional()
      .meta({ description: 'Contacts that the law demands and that could not be made.' }),
  })
  .meta({ id: 'Ruling', description: 'What the contact rules made of the decision.' });

export type RulingView = z.output<typeof rulingSchema>;

/** @param settings Whose own rules, those of no pack, are told by what they demand now. */
export function rulingView(record: DecisionRecord, settings: RuleSettings): RulingView {
  const { ruling, blocked, verdict, unmet, decidedAt } = record;
  const allowed = verdict.status === 'selected' ? verdict.distribution.actions : [];
  return {
    notice: NOT_LEGAL_ADVICE,
    ...(ruling === undefined
      ? {}
      : { ruleSet: ruling.ruleSet, purpose: ruling.question.purpose, actor: ruling.question.actor }),
    actions: [
      ...allowed.map((action) => ({ action, allowed: true, rules: [], reasons: [] })),
      ...blocked.map(({ action, hits }) => ({
        action,
        allowed: false,
        rules: hits.map(({ rule }) => rule),
        reasons: hits.map(({ reason }) => reason),
      })),
    ],
    cited: citedRules(record, settings).map((each) => ({ ...each })),
    facts: (ruling === undefined ? [] : ruledFactLines(ruling)).map(({ fact, value, since }) => ({
      fact,
      value,
      ...(since === undefined
        ? {}
        : {
            since: formatInstant(since),
            ageHours: Math.round(((decidedAt - since) / HOUR_MS) * 10) / 10,
          }),
    })),
    ...(unmet === undefined ? {} : { unmet: unmet.map(dutyView) }),
  };
}

export function dutyView({ rule, dueBy }: Duty): z.output<typeof dutySchema> {
  return { rule, dueBefore: formatInstant(dueBy) };
}
