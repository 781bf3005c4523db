import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { profileRequestSchema } from './borrower-profile.ts';
import { contactFacts } from './contact-facts.ts';
import { parseJson } from './parse-json.ts';
import { contactEntry, pastContactsSchema } from './past-contact.ts';
import { readWith } from './read-with.ts';

/** A contact profile with the contacts made: the body of `PUT /v1/borrowers/{id}` and, beside it, `contacts`. */
export const profileFileSchema = profileRequestSchema.extend({ contacts: pastContactsSchema });

/**
 * The contact profile that a file states.
 * @throws {InvalidInputError} `body-not-json`, or `schema-violation` with every field at fault.
 */
export function readProfileFile(text: string): Omit<ContactProfile, 'borrowerId'> {
  const { contacts, ...stated } = readWith(profileFileSchema, parseJson(text, 'The profile'));
  return { ...contactFacts(stated), contacts: contacts.map(contactEntry) };
}
