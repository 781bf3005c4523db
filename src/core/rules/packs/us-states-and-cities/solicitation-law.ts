import type { Confidence, ContactRule, HolidayParameters, RuleHead, WindowParameters } from '../../rule.ts';

/** What tells one state's solicitation rule from another's. */
interface SolicitationLaw extends Partial<Pick<RuleHead, 'effective' | 'note'>> {
  /** Two letters. */
  readonly state: string;
  readonly title: string;
  readonly citation: string;
  readonly confidence: Confidence;
}

/** What all rules on solicitation by call or text have in common. */
function head(law: SolicitationLaw, topic: string): RuleHead {
  return {
    id: `us-${law.state.toLowerCase()}-solicitation-${topic}`,
    version: 1,
    title: law.title,
    citation: law.citation,
    jurisdiction: `US-${law.state}`,
    binding: 'law',
    confidence: law.confidence,
    effective: law.effective ?? {},
    enabled: 'on',
    actors: ['telemarketer'],
    purposes: ['solicitation'],
    media: ['call', 'text'],
    ...(law.note === undefined ? {} : { note: law.note }),
  };
}

/** The hours in which a state lets telemarketers call. */
export function solicitationHours(law: SolicitationLaw & WindowParameters): ContactRule {
  const { hours, alsoZones } = law;
  return {
    ...head(law, 'hours'),
    kind: 'window',
    parameters: { hours, ...(alsoZones === undefined ? {} : { alsoZones }) },
  };
}

/** At most three solicitations a day. */
export function threeSolicitationsADay(law: SolicitationLaw): ContactRule {
  return {
    ...head(law, 'frequency'),
    kind: 'cap',
    parameters: {
      limit: 3,
      days: 1,
      counts: 'attempts',
      together: ['call', 'text'],
      unit: 'person',
      exclusions: [],
    },
  };
}

/** No solicitation on the holidays of the state's list. */
export function solicitationHolidays(law: SolicitationLaw & HolidayParameters): ContactRule {
  return { ...head(law, 'holidays'), kind: 'holiday', parameters: { calendar: law.calendar } };
}
