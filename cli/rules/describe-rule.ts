import type { CapParameters, ContactRule, OpenHours, SuppressionFact } from '../../src/core/rules/rule.ts';

/** What the rule applies to and what it demands, a line each, in plain words. */
export function describeRule(rule: ContactRule): readonly string[] {
  return [...scope(rule), ...demands(rule)];
}

function scope({ actors, purposes, media, automatedOnly, accounts, effective }: ContactRule): string[] {
  const { products, productsExcept, daysPastDueOver, inCollection } = accounts ?? {};
  return [
    `binds: ${list(actors)}`,
    `purposes: ${list(purposes)}`,
    `media: ${list(media)}${automatedOnly === true ? ', dialled or spoken by machine only' : ''}`,
    ...(products === undefined ? [] : [`accounts: ${list(products)}; an unknown product counts as one`]),
    ...(productsExcept === undefined ? [] : [`accounts: all but ${list(productsExcept)}`]),
    ...(daysPastDueOver === undefined ? [] : [`accounts: more than ${daysPastDueOver} days past due`]),
    ...(inCollection === undefined ? [] : ['accounts: for first parties, in collection procedures only']),
    ...(effective.from === undefined ? [] : [`in force from ${effective.from}, local date of the contact`]),
    ...(effective.to === undefined ? [] : [`in force up to, not including, ${effective.to}`]),
  ];
}

function demands(rule: ContactRule): string[] {
  switch (rule.kind) {
    case 'window': {
      const { hours, alsoZones } = rule.parameters;
      const where =
        alsoZones === undefined ? 'in every zone on file' : `in every zone on file and in ${list(alsoZones)}`;
      return hours === 'stated'
        ? ['outside the inconvenient times that the borrower has stated, in every zone on file']
        : [...hours.map(describeHours), where];
    }
    case 'holiday':
      return [`not on a holiday of the calendar ${rule.parameters.calendar}, in any zone on file`];
    case 'cap':
      return describeCap(rule.parameters);
    case 'cooldown': {
      const { days, unit, exclusions } = rule.parameters;
      return [
        `not on the day of a conversation nor on the ${days - 1} after it, in any zone on file`,
        `counted per ${unit}`,
        ...exclusions.map(describeExclusion),
      ];
    }
    case 'consent': {
      const { form, maxAgeDays, orReassignedCheckDays } = rule.parameters;
      return [
        ...(form === undefined ? [] : ['consent must be in writing']),
        ...(maxAgeDays === undefined
          ? []
          : [`consent was given, confirmed or used within ${maxAgeDays} × 24 hours`]),
        ...(orReassignedCheckDays === undefined
          ? []
          : [`or the number was checked against reassignment within ${orReassignedCheckDays} × 24 hours`]),
        ...(form === undefined && maxAgeDays === undefined ? ['consent to the channel is granted'] : []),
      ];
    }
    case 'suppression':
      return [describeSuppression(rule.parameters.when)];
    case 'obligation': {
      const { duty, by, fromDay, byDay, again, efforts, unlessHeld } = rule.parameters;
      return [
        `${duty === 'live-contact' ? 'live contact' : 'a written notice'} by ${list(by)}`,
        `demanded from day ${fromDay} after a missed due date, to be made by day ${byDay}`,
        again === 'due-date' ? 'again after each later due date' : `again at most once in ${again.days} days`,
        ...(efforts === undefined ? [] : [`${efforts} attempts since the due date count as good faith`]),
        ...(unlessHeld.length === 0 ? [] : [`not while held for ${list(unlessHeld)}`]),
      ];
    }
  }
}

function describeHours({ days, start, end }: OpenHours): string {
  return `${days.length === 7 ? 'every day' : list(days)}: from ${start} to before ${end} local time`;
}

function describeCap({ limit, days, counts, together, unit, place, exclusions }: CapParameters): string[] {
  return [
    `at most ${limit} ${counts} by ${list(together)}${place === 'work' ? ' at the workplace' : ''} per ${unit}`,
    `in any ${days} × 24 hours and in any ${days} calendar days of every zone on file`,
    ...exclusions.map(describeExclusion),
  ];
}

function describeExclusion(exclusion: CapParameters['exclusions'][number]): string {
  return exclusion === 'unconnected'
    ? 'calls that were not connected do not count'
    : "contacts within 7 days of the borrower's direct consent do not count";
}

const REACH = {
  channel: 'as far as the hold itself reaches',
  media: 'on all media of the rule when the hold is on one of them',
  person: 'on all media of the rule',
} as const;

const PROBLEMS = {
  'work-place': 'numbers at work, unless permitted',
  'work-email': 'e-mail addresses that may be an employer’s, unless permitted',
  'wrong-party': 'numbers and addresses of somebody else',
  reassigned: 'numbers that were given to somebody else',
  'no-text': 'landlines, for texts',
  'do-not-call': 'numbers that the do-not-call registry lists',
  'registry-unchecked': 'numbers that were not looked up in the do-not-call registry',
} as const;

function describeSuppression(when: SuppressionFact): string {
  if (when.fact === 'hold') return `no contact while held for ${list(when.reasons)}, ${REACH[when.reach]}`;
  const within = when.withinDays === undefined ? '' : ` within ${when.withinDays} × 24 hours`;
  return `not to ${PROBLEMS[when.problem]}${within}; blocked when no other is left`;
}

function list(items: readonly string[]): string {
  return items.join(', ');
}
