import { describe, expect, test } from 'vitest';
import { RULE_CASES } from '../../../../../src/core/rules/packs/cases/rule-cases.ts';
import { runRuleCase } from '../../../../../src/core/rules/packs/cases/run-rule-case.ts';
import { PACKS } from '../../../../../src/core/rules/packs/packs.ts';
import { type ContactRule, ruleReference } from '../../../../../src/core/rules/rule.ts';

/** The rule with each of its numbers one off, its hours a minute wider or narrower, its dates gone. */
function slightlyWrong(rule: ContactRule): readonly ContactRule[] {
  const { from, to } = rule.effective;
  const undated = from === undefined && to === undefined ? [] : [{ ...rule, effective: {} }];
  switch (rule.kind) {
    case 'window': {
      const { hours } = rule.parameters;
      if (hours === 'stated') return undated;
      const moved = (startBy: number, endBy: number) => ({
        ...rule,
        parameters: {
          ...rule.parameters,
          hours: hours.map(({ days, start, end }) => ({
            days,
            start: later(start, startBy),
            end: later(end, endBy),
          })),
        },
      });
      return [moved(1, 0), moved(-1, 0), moved(0, 1), moved(0, -1), ...undated];
    }
    case 'cap': {
      const changed = (limit: number, days: number) => ({
        ...rule,
        parameters: {
          ...rule.parameters,
          limit: rule.parameters.limit + limit,
          days: rule.parameters.days + days,
        },
      });
      return [changed(1, 0), changed(-1, 0), changed(0, 1), changed(0, -1), ...undated];
    }
    case 'cooldown': {
      const changed = (days: number) => ({
        ...rule,
        parameters: { ...rule.parameters, days: rule.parameters.days + days },
      });
      return [changed(1), changed(-1), ...undated];
    }
    case 'obligation': {
      const changed = (days: number) => ({
        ...rule,
        parameters: { ...rule.parameters, fromDay: rule.parameters.fromDay + days },
      });
      return [changed(1), changed(-1), ...undated];
    }
    case 'suppression': {
      const { when } = rule.parameters;
      if (when.fact === 'contact-point') {
        const { withinDays } = when;
        if (withinDays === undefined) return undated;
        const changed = (days: number) => ({
          ...rule,
          parameters: { when: { ...when, withinDays: withinDays + days } },
        });
        return [changed(1), changed(-1), ...undated];
      }
      const fewer = when.reasons.map((reason) => ({
        ...rule,
        parameters: { when: { ...when, reasons: when.reasons.filter((other) => other !== reason) } },
      }));
      return [...fewer, ...undated];
    }
    case 'consent': {
      const { maxAgeDays, orReassignedCheckDays } = rule.parameters;
      const changed = (age: number, check: number) => ({
        ...rule,
        parameters: {
          ...(maxAgeDays === undefined ? {} : { maxAgeDays: maxAgeDays + age }),
          ...(orReassignedCheckDays === undefined
            ? {}
            : { orReassignedCheckDays: orReassignedCheckDays + check }),
        },
      });
      return maxAgeDays === undefined
        ? [changed(0, 0), ...undated]
        : [changed(1, 0), changed(-1, 0), changed(0, 1), changed(0, -1), ...undated];
    }
    case 'holiday':
      return undated;
  }
}

function later(wallTime: string, minutes: number): string {
  const [hour = 0, minute = 0] = wallTime.split(':').map(Number);
  const moved = hour * 60 + minute + minutes;
  return `${String(Math.floor(moved / 60)).padStart(2, '0')}:${String(moved % 60).padStart(2, '0')}`;
}

function passes(rule: ContactRule): boolean {
  const reference = ruleReference(rule);
  return RULE_CASES.filter((example) => example.rule === reference).every(
    (example) => runRuleCase(rule, example) === example.expect,
  );
}

describe('a rule that is slightly wrong fails its cases', () => {
  const wrong = Object.values(PACKS)
    .flat()
    .flatMap((rule) =>
      slightlyWrong(rule).map((variant, index) => [ruleReference(rule), index, variant] as const),
    );

  test.each(wrong)('%s, variant %i', (_reference, _index, variant) => {
    expect(passes(variant)).toBe(false);
  });
});
