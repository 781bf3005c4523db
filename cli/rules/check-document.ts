import { inText } from '../../src/contracts/in-text.ts';
import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import type { ContactCheck } from './check-contact.ts';

/** The check as one JSON document, times as RFC 3339; `answer` is there when one action was asked about. */
export function checkDocument(
  check: ContactCheck,
  answer?: { readonly asked: string; readonly allowed: boolean },
) {
  const { at, question, places, obligations, channels, actions, forcedBy, unmet } = check;
  return {
    note: NOT_LEGAL_ADVICE,
    at: formatInstant(at),
    ...(answer === undefined ? {} : answer),
    question,
    places: { ...places, indications: check.indications },
    obligations: obligations.map(({ reference, rule, since, dueBy, media }) => ({
      rule: reference,
      title: rule.title,
      citation: rule.citation,
      media,
      since: formatInstant(since),
      dueBy: formatInstant(dueBy),
    })),
    ...(forcedBy === undefined ? {} : { forcedBy }),
    unmet,
    channels: inText(channels),
    actions: inText(actions),
  };
}
