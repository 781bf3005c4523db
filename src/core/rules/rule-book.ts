import type { Channel, Configuration } from '../configuration.ts';
import type { ChannelId } from '../identifiers.ts';
import { chosenRules } from './chosen-rules.ts';
import { type ContactRule, LONGEST_MONTH_DAYS, type Medium, ruleReference } from './rule.ts';
import type { RuleSettings } from './rule-settings.ts';

/** A rule that is switched on, with the name by which decisions cite it. */
export interface AppliedRule {
  readonly rule: ContactRule;
  /** `id@version`. */
  readonly reference: string;
}

/** A channel as the rules see it. */
export interface RuledChannel {
  readonly id: ChannelId;
  /** Absent: unknown, so that every rule meets it. */
  readonly medium?: Medium;
  /** Calls and texts are unless the configuration says otherwise; the rest never is. */
  readonly automated: boolean;
}

/** Everything that decides what is lawful, beside the borrower's file: the settings, the channels and the rules switched on. */
export interface RuleBook {
  readonly settings: RuleSettings;
  readonly channels: readonly RuledChannel[];
  readonly rules: readonly AppliedRule[];
}

/**
 * The book of these rules; those that are `off` are left out.
 * @param rules What the packs say, after overrides.
 */
export function makeRuleBook(
  { rules: settings, channels }: Pick<Configuration, 'rules' | 'channels'>,
  rules: readonly ContactRule[],
): RuleBook {
  return {
    settings,
    channels: channels.map(asRuled),
    rules: rules
      .filter(({ enabled }) => enabled === 'on')
      .map((rule) => ({ rule, reference: ruleReference(rule) })),
  };
}

const books = new WeakMap<object, RuleBook>();

/** The book of the packs that the configuration chooses; the same object for the same configuration. */
export function ruleBookOf(configuration: Pick<Configuration, 'rules' | 'channels'>): RuleBook {
  const book = books.get(configuration) ?? makeRuleBook(configuration, chosenRules(configuration.rules));
  books.set(configuration, book);
  return book;
}

/** The channel of the book with this id; one that is not configured is judged by its id alone. */
export function ruledChannel(book: RuleBook, id: ChannelId): RuledChannel {
  return book.channels.find((channel) => channel.id === id) ?? asRuled({ id });
}

const MEDIA: ReadonlyMap<string, Medium> = new Map([
  ['call', 'call'],
  ['sms', 'text'],
  ['email', 'email'],
  ['letter', 'mail'],
  ['push', 'push'],
]);

/** How the channel reaches a person; `undefined` when neither the configuration nor its id tells. */
export function mediumOf({ id, medium }: Pick<Channel, 'id' | 'medium'>): Medium | undefined {
  return medium ?? MEDIA.get(id);
}

/** Whether the channel has one of these media; one whose medium is unknown may have any. */
export function mediumIn(book: RuleBook, id: ChannelId, media: readonly Medium[]): boolean {
  const { medium } = ruledChannel(book, id);
  return medium === undefined || media.includes(medium);
}

/** Whether what is on file about the channel `id` is about this one too: it is the same, or of the same medium. */
export function sharesMedium(book: RuleBook, id: ChannelId, channel: RuledChannel): boolean {
  if (id === channel.id) return true;
  return channel.medium !== undefined && ruledChannel(book, id).medium === channel.medium;
}

function asRuled(channel: Pick<Channel, 'id' | 'medium' | 'automated'>): RuledChannel {
  const medium = mediumOf(channel);
  const canBe = medium === undefined || medium === 'call' || medium === 'text';
  return {
    id: channel.id,
    ...(medium === undefined ? {} : { medium }),
    automated: canBe && channel.automated !== false,
  };
}

/** How many days back anything can still matter: the longest of all rules; see `contactLookbackDays` for one contact. */
export function lookbackDays({ settings, rules }: RuleBook): number {
  return Math.max(0, ...settings.caps.map(({ days }) => days), ...rules.map(({ rule }) => lookbackOf(rule)));
}

function lookbackOf(rule: ContactRule): number {
  switch (rule.kind) {
    case 'cap':
    case 'cooldown':
      return rule.parameters.days;
    case 'consent':
      return Math.max(rule.parameters.maxAgeDays ?? 0, rule.parameters.orReassignedCheckDays ?? 0);
    case 'obligation': {
      const { fromDay, again } = rule.parameters;
      // The due date looked at is the latest of those that are at least `fromDay` days past: at most a month older.
      return Math.max(fromDay + LONGEST_MONTH_DAYS, again === 'due-date' ? 0 : again.days);
    }
    default:
      return 0;
  }
}
