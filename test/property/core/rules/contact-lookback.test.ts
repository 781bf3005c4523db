import { expect, test } from 'vitest';
import { contactLookbackDays } from '../../../../src/core/rules/contact-lookback.ts';
import type { ContactProfile } from '../../../../src/core/rules/contact-profile.ts';
import { questionOf } from '../../../../src/core/rules/contact-question.ts';
import { judgeMoment } from '../../../../src/core/rules/judge-moment.ts';
import { dueObligations } from '../../../../src/core/rules/obligations.ts';
import { type RuleBook, ruledChannel } from '../../../../src/core/rules/rule-book.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { chanceFrom } from '../../../support/contact-law/chance.ts';
import { makeLawBooks } from '../../../support/contact-law/law-books.ts';
import { type LawCase, randomCase } from '../../../support/contact-law/random-case.ts';

const CASES = 10_000;
/** A calendar day may be an hour longer than 24, and its contacts a day apart. */
const DAY_BY_CALENDAR_MS = DAY_MS + 2 * HOUR_MS;

const BOOKS = makeLawBooks();
const chance = chanceFrom(2026, 1);
const cases = Array.from({ length: CASES }, () => withMortgage(randomCase(chance, BOOKS)));

/** Some of the borrowers owe a mortgage, of which more is asked for longer. */
function withMortgage(lawCase: LawCase): LawCase {
  if (!chance.flip(0.3)) return lawCase;
  const unpaidSince = new Date(lawCase.at - chance.whole(20, 80) * DAY_MS).toISOString().slice(0, 10);
  const accounts = { ...lawCase.profile.accounts, a: { product: 'mortgage', unpaidSince } as const };
  return { ...lawCase, profile: { ...lawCase.profile, accounts } };
}

function answersOf({ book: { book }, purpose, accountId, channel, at }: LawCase, profile: ContactProfile) {
  const question = questionOf(book, purpose, profile, accountId);
  const moment = { book, question, channel: ruledChannel(book, channel.id), profile, at };
  return {
    verdict: judgeMoment({ ...moment, until: plusMs(at, 4 * HOUR_MS) }),
    duties: dueObligations({ book, question, profile, now: at }).map(({ reference, dueBy }) => ({
      reference,
      dueBy,
    })),
  };
}

function remembered(book: RuleBook, profile: ContactProfile, now: number, margin: number): ContactProfile {
  const contacts = profile.contacts.filter(
    (entry) => entry.interval.end > now - contactLookbackDays(book, profile, entry) * DAY_MS - margin,
  );
  return { ...profile, contacts };
}

test('no verdict and no duty changes when contacts beyond their look back are forgotten', () => {
  let forgotten = 0;
  for (const each of cases) {
    const kept = remembered(each.book.book, each.profile, each.at, DAY_BY_CALENDAR_MS);
    if (kept.contacts.length === each.profile.contacts.length) continue;
    forgotten += 1;
    expect(answersOf(each, kept)).toEqual(answersOf(each, each.profile));
  }
  expect(forgotten).toBeGreaterThan(CASES / 100);
});

test('and some change when two days more are forgotten', () => {
  const changed = cases.some(
    (each) =>
      JSON.stringify(answersOf(each, remembered(each.book.book, each.profile, each.at, -2 * DAY_MS))) !==
      JSON.stringify(answersOf(each, each.profile)),
  );
  expect(changed).toBe(true);
});
