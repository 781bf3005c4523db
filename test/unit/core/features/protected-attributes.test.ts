import { describe, expect, test } from 'vitest';
import { isProtectedAttribute } from '../../../../src/core/features/protected-attributes.ts';
import { wordsOf } from '../../../../src/core/features/words-of.ts';

test.each([
  ['customerAGE_2ndZip', ['customer', 'age', '2', 'nd', 'zip']],
  ['HTTPStatus', ['http', 'status']],
  ['days-past.due', ['days', 'past', 'due']],
  ['Ägé', ['age']],
  ['ＡＧＥ', ['age']],
  ['__', []],
])('the words of %s', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});

describe('protected attributes and their close proxies', () => {
  test.each([
    ...[
      'race',
      'racialGroup',
      'skin_color',
      'COLOUR',
      'religion',
      'nationalOrigin',
      'NATIONAL ORIGIN',
      'citizenship',
    ],
    ...[
      'sex',
      'genderCode',
      'isMale',
      'female',
      'honorific',
      'maritalStatus',
      'married',
      'hasChildren',
      'pregnancy',
    ],
    ...[
      'age',
      'customerAge',
      'AGE_YEARS',
      'age2',
      'applicantage',
      'ageGroup',
      'dob',
      'dateOfBirth',
      'birth-year',
    ],
    ...[
      'publicAssistance',
      'public_assistance_income',
      'TANF',
      'foodStamps',
      'snapBenefit',
      'socialSecurityIncome',
    ],
    ...[
      'ethnicity',
      'disability',
      'isDisabled',
      'zip',
      'zipCode',
      'ZIP5',
      'zip_code_3',
      'postalCode',
      'postcode',
    ],
    ...[
      'surname',
      'lastName',
      'last_name_hash',
      'lastname',
      'language',
      'preferredLanguage',
      'preferredlanguage',
    ],
    ...[
      'censusTract',
      'religioncode',
      'Straße.zip',
      'ägé',
      'messageAge',
      'loan.age',
      'dateofbirth',
      'unemployment benefits',
    ],
  ])('%s is one', (name) => {
    expect(isProtectedAttribute(name)).toBe(true);
  });

  test.each([
    ...[
      'daysPastDue',
      'daysSinceMessage',
      'percentage',
      'engagement',
      'mortgage',
      'usage',
      'storage',
      'mileage',
    ],
    ...[
      'pageViews',
      'averageBalance',
      'lastOpenedChannel',
      'firstContactHour',
      'nameOfProduct',
      'publicHoliday',
    ],
    ...[
      'trace',
      'bracelet',
      'essex',
      'unisexBrand',
      'zipper',
      'manager',
      'securityDeposit',
      'snapshots',
      'dobs',
      '',
    ],
    ...['securitySocial', 'userId', 'memberSince', 'nationalHoliday', 'origin', 'constructor', '__proto__'],
  ])('%s is none', (name) => {
    expect(isProtectedAttribute(name)).toBe(false);
  });
});
