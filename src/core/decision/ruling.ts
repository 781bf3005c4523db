import type { BorrowerId, DecisionId } from '../identifiers.ts';
import type { ContactEntry, ContactProfile } from '../rules/contact-profile.ts';
import type { ContactQuestion } from '../rules/contact-question.ts';

/** What the contact rules were asked and shown: enough to judge every action again, by the same rules or by others. */
export interface Ruling {
  readonly question: ContactQuestion;
  /** Names the rules in force by their content: `sha256:…`. */
  readonly ruleSet: string;
  readonly facts: RuledFacts;
}

/** The contact profile as the rules saw it, without whose it is and without the decision's own contact. */
export interface RuledFacts extends Omit<ContactProfile, 'borrowerId' | 'contacts' | 'missedCalls'> {
  readonly contacts: readonly RuledContact[];
}

export type RuledContact = Omit<ContactEntry, 'decisionId' | 'token'>;

/** What is kept of a profile as evidence of a decision. */
export function ruledFacts(profile: ContactProfile, decision: DecisionId): RuledFacts {
  const { borrowerId: _whose, missedCalls: _marked, contacts, ...facts } = profile;
  return {
    ...facts,
    contacts: contacts
      .filter(({ decisionId }) => decisionId !== decision)
      .map(({ decisionId: _decision, token: _token, ...contact }) => contact),
  };
}

const NO_DECISION = '' as DecisionId;

/** The facts as a profile that the rules can be shown again. */
export function profileOfFacts({ contacts, ...facts }: RuledFacts): ContactProfile {
  return {
    ...facts,
    borrowerId: '' as BorrowerId,
    contacts: contacts.map((contact) => ({ ...contact, decisionId: NO_DECISION, token: '' })),
  };
}
