import type {
  CapParameters,
  ConsentParameters,
  ContactRule,
  CooldownParameters,
  HolidayParameters,
  ObligationParameters,
  SuppressionParameters,
  WindowParameters,
} from '../rule.ts';
import { shorterHours } from './open-minutes.ts';
import { fewer, later, more, narrower, type Strictness, together, unchanged, wider } from './orders.ts';

/** What a change does, parameter by parameter. */
export type ParameterStrictness = Readonly<Record<string, Strictness>>;

/** What the parameters of `after` forbid beside those of `before`; `undefined` when they are of different kinds. */
export function parameterStrictness(
  before: ContactRule,
  after: ContactRule,
): ParameterStrictness | undefined {
  if (before.kind === 'window' && after.kind === 'window')
    return ofWindow(before.parameters, after.parameters);
  if (before.kind === 'cap' && after.kind === 'cap') return ofCap(before.parameters, after.parameters);
  if (before.kind === 'cooldown' && after.kind === 'cooldown') {
    return ofCooldown(before.parameters, after.parameters);
  }
  if (before.kind === 'consent' && after.kind === 'consent')
    return ofConsent(before.parameters, after.parameters);
  if (before.kind === 'suppression' && after.kind === 'suppression') {
    return ofSuppression(before.parameters, after.parameters);
  }
  if (before.kind === 'holiday' && after.kind === 'holiday')
    return ofHoliday(before.parameters, after.parameters);
  if (before.kind === 'obligation' && after.kind === 'obligation') {
    return ofObligation(before.parameters, after.parameters);
  }
  return undefined;
}

function ofWindow(before: WindowParameters, after: WindowParameters): ParameterStrictness {
  return {
    hours: shorterHours(before.hours, after.hours),
    alsoZones: wider(before.alsoZones, after.alsoZones),
  };
}

function ofCap(before: CapParameters, after: CapParameters): ParameterStrictness {
  return {
    limit: fewer(before.limit, after.limit, 0),
    days: more(before.days, after.days),
    counts: unchanged(before.counts, after.counts),
    together: wider(before.together, after.together),
    unit: widerUnit(before.unit, after.unit),
    place: later(before.place, after.place, ['work', undefined]),
    exclusions: narrower(before.exclusions, after.exclusions),
  };
}

function ofCooldown(before: CooldownParameters, after: CooldownParameters): ParameterStrictness {
  return {
    days: more(before.days, after.days),
    after: unchanged(before.after, after.after),
    unit: widerUnit(before.unit, after.unit),
    exclusions: narrower(before.exclusions, after.exclusions),
  };
}

/** A debt and an account are the same; so are a person and a number, for which every contact counts. */
function widerUnit(before: CapParameters['unit'], after: CapParameters['unit']): Strictness {
  const breadth = (unit: CapParameters['unit']) => (unit === 'debt' || unit === 'account' ? 0 : 1);
  return more(breadth(before), breadth(after));
}

function ofConsent(before: ConsentParameters, after: ConsentParameters): ParameterStrictness {
  const ageless = before.maxAgeDays === undefined || after.maxAgeDays === undefined;
  return {
    form: later(before.form, after.form, [undefined, 'written']),
    maxAgeDays: fewer(before.maxAgeDays, after.maxAgeDays, Number.POSITIVE_INFINITY),
    // It excuses an old consent, so it means nothing where age doesn't matter.
    orReassignedCheckDays: ageless
      ? 'same'
      : fewer(before.orReassignedCheckDays, after.orReassignedCheckDays, 0),
  };
}

function ofSuppression({ when: before }: SuppressionParameters, { when: after }: SuppressionParameters) {
  if (before.fact === 'hold' && after.fact === 'hold') {
    return {
      when: together([
        wider(before.reasons, after.reasons),
        later(before.reach, after.reach, ['channel', 'media', 'person']),
      ]),
    };
  }
  if (before.fact !== 'contact-point' || after.fact !== 'contact-point') return { when: 'looser' } as const;
  return {
    when: together([unchanged(before.problem, after.problem), fewer(before.withinDays, after.withinDays, 0)]),
  };
}

function ofHoliday(before: HolidayParameters, after: HolidayParameters): ParameterStrictness {
  return { calendar: unchanged(before.calendar, after.calendar) };
}

/** A duty is stricter when it comes earlier, more often, and is harder to be rid of. */
function ofObligation(before: ObligationParameters, after: ObligationParameters): ParameterStrictness {
  return {
    duty: unchanged(before.duty, after.duty),
    by: together([wider(before.by, after.by), narrower(before.by, after.by)]),
    fromDay: fewer(before.fromDay, after.fromDay, 0),
    byDay: fewer(before.byDay, after.byDay, 0),
    again: fewer(pause(before.again), pause(after.again), 0),
    efforts: fewer(
      -(before.efforts ?? Number.POSITIVE_INFINITY),
      -(after.efforts ?? Number.POSITIVE_INFINITY),
      0,
    ),
    unlessHeld: narrower(before.unlessHeld, after.unlessHeld),
  };
}

/** After every due date is at least as often as with any pause between. */
function pause(again: ObligationParameters['again']): number {
  return again === 'due-date' ? 0 : again.days;
}
