import type { LawCase } from './random-case.ts';

/** The case for a reader: what was asked, under which settings, with every fact that is on file. */
export function tellCase({ book, purpose, accountId, channel, at, profile, ownDecision }: LawCase): string {
  const { actor, settings } = book;
  const { borrowerId: _id, consents, ...facts } = profile;
  const file = Object.entries({ ...facts, consent: consents[channel.id], ownDecision }).filter(
    ([, fact]) => !isEmpty(fact),
  );
  return [
    `${purpose} by ${channel.id} at ${new Date(at).toISOString()} about ${accountId ?? 'no account'}, ${actor}`,
    `  third-party rules for all: ${settings.thirdPartyRulesForAll}; hours ${settings.quietHours.start} to ${settings.quietHours.end}; ${settings.caps.length} caps`,
    ...file.map(([name, fact]) => `  ${name}: ${readable(fact)}`),
  ].join('\n');
}

function isEmpty(fact: unknown): boolean {
  return fact === undefined || (typeof fact === 'object' && fact !== null && Object.keys(fact).length === 0);
}

/** JSON with instants as text: every whole number beyond the year 2001 is one. */
function readable(fact: unknown): string {
  return JSON.stringify(fact, (_key, value: unknown) =>
    typeof value === 'number' && value > 1e12 ? new Date(value).toISOString() : value,
  );
}
