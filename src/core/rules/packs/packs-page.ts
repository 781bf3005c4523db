import { type ContactRule, ruleReference } from '../rule.ts';
import type { PackId } from '../rule-settings.ts';
import { PACKS } from './packs.ts';

const PACK_TITLES: Readonly<Record<PackId, string>> = {
  'us-federal': 'Federal law (`us-federal`)',
  'us-states-and-cities': 'States and cities (`us-states-and-cities`)',
  house: 'House policy (`house`)',
};

/** What a reader of the law may look for in vain, and why it is not a rule here. */
const NOT_ENCODED: readonly (readonly [what: string, why: string])[] = [
  [
    'One reply at an inconvenient time, by the medium the consumer used (12 CFR 1006.6(b)(1))',
    'Rapport chooses contacts of its own; whoever answers a message does so outside it.',
  ],
  [
    'Calls to attorneys, creditors and credit bureaus (1006.14(b)(3)(iii))',
    'They are not contacts with the borrower and are not counted as such.',
  ],
  [
    'What a message must say: opt-out notice, validation information, limited-content voicemail, labels, disclosures on time-barred debt (1006.6(e), 1006.34, 1006.2(j), 1006.26(b); CAN-SPAM)',
    'Content is written elsewhere; Rapport decides whether, how and when.',
  ],
  [
    'The e-mail safe harbour (1006.6(d)(3) and (4))',
    'Being outside it is a risk of liability, not a ban. The safe harbour for texts is encoded, since time alone decides it.',
  ],
  [
    'Threats of suit on time-barred debt (1006.26(b))',
    'A matter of content. New York’s consent for oral contact is a proposal.',
  ],
  [
    'Disclosure to third parties, location information (1006.6(d)(1), 1006.10)',
    'Wrong parties and reassigned numbers are encoded; calls to other people are never chosen here.',
  ],
  [
    'Speaking or writing before furnishing to a credit bureau (1006.30(a))',
    'It makes a contact required; whoever furnishes asks for that contact with the purpose `required`.',
  ],
  [
    'Express consent to automated calls and texts that don’t solicit (47 CFR 64.1200(a)(1))',
    '`channel-consent@1` asks consent of every contact; only the written form for solicitations is a rule of its own.',
  ],
  [
    'The one confirmation of an opt-out within 5 minutes (64.1200(a)(12))',
    'A reply of the messaging system, not a contact that is chosen.',
  ],
  [
    'Exempt bank messages (64.1200(a)(9)(iii))',
    'They loosen, for fraud and breach alerts alone; reminders never qualify.',
  ],
  [
    'Business relationship and permission as exemptions from the Do Not Call Registry (64.1200(f))',
    'Left out on purpose: stricter.',
  ],
  [
    'Unfair, deceptive or abusive acts (12 USC 5531, 5536)',
    'No number. The hours of every place on file, the caps by person and the complaint hold are what a contact rule can do; complaints and opt-outs belong among the guardrails. A lender paid $18.5 million in 2015 for calls timed by area code where the address said otherwise.',
  ],
  [
    'Equal credit opportunity (15 USC 1691; 12 CFR 1002)',
    'Not a contact rule: protected attributes never reach the policy, and the audit compares how groups fare.',
  ],
  [
    'Keeping of records (1006.100)',
    'Retention is a matter of storage: at least 3 years after the last activity.',
  ],
  [
    'Modified notices in bankruptcy and after a cease request (12 CFR 1024.39(c), (d)); what 11 USC 524(j) leaves lawful',
    'Done by hand.',
  ],
  [
    'The Servicemembers Civil Relief Act’s caps on interest and protection from default',
    'Not about contact. A hold hands the borrower to a trained team.',
  ],
  [
    'Oregon’s limits on contact at work (ORS 646.639)',
    'No number confirmed; the federal rule covers the workplace.',
  ],
  [
    'Registration of telemarketers (Tex. Bus. & Com. Code ch. 302 and others)',
    'A duty of the business, not of a contact.',
  ],
  ['D.C.’s one message in 7 days that asks for consent', 'It loosens; left out.'],
  [
    'Collection law of Colorado, Hawaii, Iowa, Minnesota, Nevada, New Hampshire, North Carolina, Pennsylvania, South Carolina, Vermont, Wisconsin and other states not listed',
    'Nothing numeric could be confirmed. Left empty rather than guessed: ask counsel before contacting borrowers there.',
  ],
];

/** The text of docs/rule-packs.md. */
export function rulePacksPage(): string {
  const packs = (Object.keys(PACK_TITLES) as PackId[]).map(
    (pack) => `## ${PACK_TITLES[pack]}\n\n${tableOf(PACKS[pack])}\n`,
  );
  return [
    '# Rule packs',
    '',
    'Generated from `src/core/rules/packs` by `node scripts/rule-packs-page.ts`; edit there.',
    '',
    '**Not legal advice.** These are engineering facts as they could be read about September 2026, for counsel to confirm before anything relies on them. ' +
      '*Confidence* says how sure the source is: `high` where the text was quoted or several sources agree, `medium` where one source names it, ' +
      '`low` where it is from memory, proposed, or sources disagree; there the strictest reading is taken.',
    '',
    'A rule binds who is listed, as law or as policy. By default the rules for third parties bind a first party too, as the house’s policy (`thirdPartyRulesForAll`). ' +
      'The rules of a state apply by residence, area code or known location, and all of them where none is known. ' +
      'A `required` contact is one that an obligation demands. ' +
      'A content once published never changes: another content is another version.',
    '',
    ...packs,
    '## Changing a rule',
    '',
    'A rule is data in the file of its topic; its examples are in `src/core/rules/packs/cases`. Raise `version` with any change of content, ' +
      'adapt the examples (one on either side of every edge: the tests try the rule with each number one off), and run `node scripts/rule-packs-page.ts`, ' +
      'which writes this page and pins the new version. Old pins stay, since past decisions cite them.',
    '',
    '## What is not encoded, and why',
    '',
    '| What | Why |',
    '|---|---|',
    ...NOT_ENCODED.map(([what, why]) => `| ${what} | ${why} |`),
    '',
  ].join('\n');
}

function tableOf(rules: readonly ContactRule[]): string {
  return [
    '| Rule | What it demands | Whom it binds, for what, on what | Citation | Confidence |',
    '|---|---|---|---|---|',
    ...rules.map((rule) =>
      ['', `\`${ruleReference(rule)}\``, demandOf(rule), scopeOf(rule), rule.citation, rule.confidence, '']
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}

function demandOf({ title, note, enabled, effective }: ContactRule): string {
  const dates = [
    ...(effective.from === undefined ? [] : [`from ${effective.from}`]),
    ...(effective.to === undefined ? [] : [`before ${effective.to}`]),
  ];
  const marks = [...(enabled === 'off' ? ['off by default'] : []), ...dates];
  return [
    title,
    ...(marks.length === 0 ? [] : [`**(${marks.join(', ')})**`]),
    ...(note ? [`*${note}*`] : []),
  ].join(' ');
}

function scopeOf({ actors, purposes, media, binding, automatedOnly }: ContactRule): string {
  const channels = `${automatedOnly ? 'automated ' : ''}${media.join(', ')}`;
  return `${actors.join(', ')} (${binding}); ${purposes.join(', ')}; ${channels}`;
}
