import { wordsOf } from './words-of.ts';

/**
 * Words and phrases that name a protected attribute or a close proxy of one, grouped by what they stand for.
 * @see 15 USC 1691(a) and 12 CFR 1002.2(z): race, color, religion, national origin, sex, marital status, age, income
 * from public assistance. (The ninth, having exercised a right under the Consumer Credit Protection Act, has no
 * telling name.) Disability, familial status and genetic information: 42 USC 3604, 42 USC 12182, 29 CFR 1635.
 */
const PROTECTED: readonly (readonly string[])[] = [
  ['race', 'races', 'racial', 'ethnic', 'ethnicity', 'ethnicities', 'tribe', 'tribal'],
  ['color', 'colour', 'complexion'],
  ['religion', 'religions', 'religious', 'creed', 'denomination'],
  [
    'national origin',
    'country of origin',
    'nationality',
    'nationalities',
    'ancestry',
    'birthplace',
    'citizen',
  ],
  ['citizenship', 'immigrant', 'immigration'],
  ['sex', 'sexes', 'sexual', 'gender', 'genders', 'male', 'female', 'transgender', 'pronoun', 'pronouns'],
  ['honorific', 'salutation', 'courtesy title', 'pregnant', 'pregnancy', 'maternity', 'childbearing'],
  ['marital', 'married', 'unmarried', 'marriage', 'spouse', 'spousal', 'husband', 'wife', 'widow', 'widowed'],
  ['widower', 'divorced', 'familial status', 'family status', 'children'],
  ['age', 'ages', 'age group', 'age band', 'age bracket', 'age range', 'age years', 'elderly'],
  ['birth', 'birthday', 'birthdate', 'birthyear', 'born', 'dob', 'yob', 'date of birth', 'year of birth'],
  ['public assistance', 'government assistance', 'welfare', 'medicaid', 'tanf', 'ssi', 'ssdi', 'food stamp'],
  ['food stamps', 'snap benefit', 'snap benefits', 'housing voucher', 'social security'],
  ['unemployment benefit', 'unemployment benefits', 'unemployment compensation'],
  ['disability', 'disabilities', 'disabled', 'handicap', 'handicapped', 'wheelchair', 'genetic', 'genetics'],
  [
    'zip',
    'zipcode',
    'zip code',
    'postal',
    'postcode',
    'post code',
    'postal code',
    'census',
    'census tract',
    'tract',
  ],
  ['neighborhood', 'neighbourhood', 'latitude', 'longitude', 'geohash'],
  [
    'surname',
    'forename',
    'maiden',
    'last name',
    'first name',
    'middle name',
    'given name',
    'family name',
    'full name',
  ],
  [
    'language',
    'languages',
    'locale',
    'accent',
    'dialect',
    'mother tongue',
    'interpreter',
    'translator',
    'lep',
  ],
];

/** Who such an attribute is usually of; run together with it in names such as `applicantage`. */
const PERSONS = [
  'applicant',
  'borrower',
  'customer',
  'client',
  'consumer',
  'debtor',
  'member',
  'person',
  'user',
];

const PHRASES: ReadonlySet<string> = new Set(PROTECTED.flat());
/** The phrases written as one word: `zipcode`, `dateofbirth`. */
const RUN_TOGETHER: ReadonlySet<string> = new Set([...PHRASES].map((phrase) => phrase.replaceAll(' ', '')));
/** Words so telling that they count inside a longer one too: `preferredlanguage`, `religioncode`. */
const TELLING: readonly string[] = [...RUN_TOGETHER].filter((word) => word.length >= 7);
const LONGEST_PHRASE = Math.max(...[...PHRASES].map((phrase) => phrase.split(' ').length));

/**
 * Whether a name speaks of an attribute that lenders must not act on, or of a close proxy of one (invariant 8).
 * @remarks Compared word by word, so `customerAge`, `AGE_YEARS` and `zip-code` match while `percentage`, `engagement`
 * and `daysSinceMessage` don't. `messageAge` does: the safe side costs a rename. This stops mistakes, not intent;
 * what the policy does to groups is measured, not read off its names.
 * @example isProtectedAttribute('customerAge') // true
 */
export function isProtectedAttribute(name: string): boolean {
  const words = wordsOf(name);
  return words.some(
    (word, from) => isProtectedWord(word) || startsPhrase(words.slice(from, from + LONGEST_PHRASE)),
  );
}

function startsPhrase(words: readonly string[]): boolean {
  return words.some((_, last) => PHRASES.has(words.slice(0, last + 1).join(' ')));
}

function isProtectedWord(word: string): boolean {
  if (RUN_TOGETHER.has(word)) return true;
  if (TELLING.some((telling) => word.startsWith(telling) || word.endsWith(telling))) return true;
  return PERSONS.some((person) => word.startsWith(person) && RUN_TOGETHER.has(word.slice(person.length)));
}
