import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import type { LawCase } from './random-case.ts';

/** The case with every fact left out that it does not need to stay what it is. */
export function shrinkCase(lawCase: LawCase, staysSo: (smaller: LawCase) => boolean): LawCase {
  let smallest = lawCase;
  for (let hasShrunk = true; hasShrunk; ) {
    hasShrunk = false;
    for (const profile of smallerProfiles(smallest.profile)) {
      const smaller = { ...smallest, profile };
      if (!staysSo(smaller)) continue;
      smallest = smaller;
      hasShrunk = true;
      break;
    }
  }
  return smallest;
}

/** The profile with one thing less: a list's element, an element's optional field, or a whole list. */
function* smallerProfiles(profile: ContactProfile): Generator<ContactProfile> {
  for (const [key, value] of Object.entries(profile)) {
    if (!Array.isArray(value)) continue;
    for (const index of value.keys())
      yield { ...profile, [key]: value.filter((_, other) => other !== index) };
    for (const [index, element] of value.entries()) {
      if (typeof element !== 'object') continue;
      for (const field of OPTIONAL_FIELDS) {
        if (!(field in element)) continue;
        const { [field]: _left, ...rest } = element;
        yield { ...profile, [key]: value.with(index, rest) };
      }
    }
  }
  for (const key of Object.keys(profile.accounts ?? {})) {
    const { [key]: _left, ...accounts } = profile.accounts ?? {};
    yield { ...profile, accounts };
  }
}

const OPTIONAL_FIELDS = [
  'accountId',
  'channel',
  'until',
  'connected',
  'place',
  'days',
  'registry',
  'permitted',
];
