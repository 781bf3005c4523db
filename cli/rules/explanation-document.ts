import { inText } from '../../src/contracts/in-text.ts';
import type { Duty } from '../../src/core/decision/decision-record.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import type { RulingExplanation } from './explanation.ts';

/** The explanation as one JSON document, times as RFC 3339. */
export function explanationDocument({ decidedAt, forced, unmet, facts, ages, ...same }: RulingExplanation) {
  return {
    ...same,
    decidedAt: formatInstant(decidedAt),
    ...(forced === undefined ? {} : { forced: dutyInText(forced) }),
    unmet: unmet.map(dutyInText),
    ...(facts === undefined ? {} : { facts: inText(facts) }),
    ages: ages.map(({ since, ...age }) => ({
      ...age,
      ...(since === undefined ? {} : { since: formatInstant(since) }),
    })),
  };
}

function dutyInText({ rule, dueBy }: Duty) {
  return { rule, dueBy: formatInstant(dueBy) };
}
