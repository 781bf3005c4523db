import type { Weekday } from '../configuration.ts';
import type { HoldReason, LoanProduct } from './contact-profile.ts';

/** What the servicer is to the debt. A solicitation makes any of them a telemarketer as well. */
export type Actor = 'first-party' | 'third-party';
export type RegulatedActor = Actor | 'telemarketer';

/** What a contact is for, as the law tells purposes apart. `required`: a contact that an obligation demands. */
export type RulePurpose = 'servicing' | 'collection' | 'solicitation' | 'required';

/** How a channel reaches a person; `push` is a notice in an app. */
export type Medium = 'call' | 'text' | 'email' | 'mail' | 'push';

/** What a wrong guess would cost: `low` where the source is a memory, a proposal or disputed. */
export type Confidence = 'high' | 'medium' | 'low';

/** One rule of contact law or of the house, as data. Immutable: another content is another version. */
export type ContactRule = RuleHead & RuleBody;

export interface RuleHead {
  /** 1–64 lower-case letters, digits or "-", e.g. `us-fed-regf-call-frequency`. */
  readonly id: string;
  /** 1, 2, … */
  readonly version: number;
  /** What it demands, in one plain sentence of at most 120 characters. */
  readonly title: string;
  /** Regulation and section; for the house, its own name. */
  readonly citation: string;
  /** `US`, a state such as `US-FL`, a city such as `US-NY-NYC`, or `house`. A state's rule applies by any of residence, area code or known location. */
  readonly jurisdiction: string;
  readonly binding: 'law' | 'policy';
  readonly confidence: Confidence;
  /** Local dates `YYYY-MM-DD` of the contact: from `from` on, up to but not including `to`. */
  readonly effective: { readonly from?: string; readonly to?: string };
  /** `off` for what a servicer has to choose, e.g. a proposal that is not law. */
  readonly enabled: 'on' | 'off';
  readonly actors: readonly RegulatedActor[];
  readonly purposes: readonly RulePurpose[];
  readonly media: readonly Medium[];
  /** Only channels that dial or speak by machine: autodialler, prerecorded or artificial voice. */
  readonly automatedOnly?: true;
  /** Only accounts like these; what is not known of an account makes the rule apply. */
  readonly accounts?: AccountCondition;
  /** Anything a reader must know beside the title: doubts, disputes, what is not encoded. */
  readonly note?: string;
}

export interface AccountCondition {
  readonly products?: readonly LoanProduct[];
  readonly productsExcept?: readonly LoanProduct[];
  /** More than so many days past due. */
  readonly daysPastDueOver?: number;
  /** For first parties: only once the account is in debt collection procedures, or the purpose is collection. */
  readonly inCollection?: true;
}

export type RuleBody =
  | { readonly kind: 'window'; readonly parameters: WindowParameters }
  | { readonly kind: 'cap'; readonly parameters: CapParameters }
  | { readonly kind: 'cooldown'; readonly parameters: CooldownParameters }
  | { readonly kind: 'consent'; readonly parameters: ConsentParameters }
  | { readonly kind: 'suppression'; readonly parameters: SuppressionParameters }
  | { readonly kind: 'holiday'; readonly parameters: HolidayParameters }
  | { readonly kind: 'obligation'; readonly parameters: ObligationParameters };

/** Local wall time [start, end), `HH:MM`, on these days; a day that no entry names is closed. */
export interface OpenHours {
  readonly days: readonly Weekday[];
  readonly start: string;
  readonly end: string;
}

export interface WindowParameters {
  /** `stated`: outside the inconvenient times that the borrower has stated. */
  readonly hours: readonly OpenHours[] | 'stated';
  /** Zones whose clocks must agree beside every zone that the file indicates. */
  readonly alsoZones?: readonly string[];
}

export interface CapParameters {
  readonly limit: number;
  /** The stricter of `days` × 24 hours and `days` calendar days in every zone that the file indicates. */
  readonly days: number;
  readonly counts: 'attempts' | 'conversations' | 'communications';
  /** The media that are counted together. */
  readonly together: readonly Medium[];
  /** `debt` and `account` are the same here: one account is one debt. What names no account counts for each. */
  readonly unit: 'person' | 'debt' | 'account' | 'number';
  /** Only contacts at the workplace. */
  readonly place?: 'work';
  readonly exclusions: readonly CapExclusion[];
}

/**
 * `prior-consent`: contacts within 7 days of the borrower's direct consent to them, 12 CFR 1006.14(b)(3)(i);
 * `unconnected`: calls that were not connected to the dialled number, (b)(3)(ii).
 */
export type CapExclusion = 'prior-consent' | 'unconnected';

export interface CooldownParameters {
  /** The day of the conversation is the first: free on the date `days` later, in every zone that the file indicates. */
  readonly days: number;
  readonly after: 'conversation';
  readonly unit: 'person' | 'debt';
  readonly exclusions: readonly CapExclusion[];
}

export interface ConsentParameters {
  /** The consent must be in writing. */
  readonly form?: 'written';
  /** The consent, or its last confirmation or use, is no older than this. */
  readonly maxAgeDays?: number;
  /** … or some usable number was checked against reassignment within so many days. */
  readonly orReassignedCheckDays?: number;
}

export interface SuppressionParameters {
  readonly when: SuppressionFact;
}

export type SuppressionFact =
  /**
   * A hold for one of these reasons. `channel`: as far as the hold itself reaches (its channel's medium, or all);
   * `media`: one on any of the rule's media stops all of them; `person`: stops every medium of the rule.
   */
  | {
      readonly fact: 'hold';
      readonly reasons: readonly HoldReason[];
      readonly reach: 'channel' | 'media' | 'person';
    }
  /** A number, e-mail or postal address that may not be used; the channel is blocked when no other is left. */
  | {
      readonly fact: 'contact-point';
      readonly problem:
        | 'work-place'
        | 'work-email'
        | 'wrong-party'
        | 'reassigned'
        | 'no-text'
        | 'do-not-call'
        | 'registry-unchecked';
      /** With `registry-unchecked`: the register must have been looked at within so many days. */
      readonly withinDays?: number;
    };

export interface HolidayParameters {
  readonly calendar: 'US' | 'US-AL' | 'US-LA' | 'US-MS' | 'US-PA' | 'US-RI' | 'US-UT';
}

export interface ObligationParameters {
  readonly duty: 'live-contact' | 'written-notice';
  /** The media that fulfil it. */
  readonly by: readonly Medium[];
  /** It is forced from this day after the due date that was missed … */
  readonly fromDay: number;
  /** … and must be fulfilled by this one. */
  readonly byDay: number;
  /** It comes again with every later due date that is missed (`due-date`), or at most once in so many days. */
  readonly again: 'due-date' | { readonly days: number };
  /** So many attempts since the due date count as good faith. */
  readonly efforts?: number;
  /** Not while one of these holds is on file. */
  readonly unlessHeld: readonly HoldReason[];
}

/** Due dates are months apart. */
export const LONGEST_MONTH_DAYS = 31;

/** `id@version`, as decisions name a rule. */
export function ruleReference({ id, version }: Pick<RuleHead, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
