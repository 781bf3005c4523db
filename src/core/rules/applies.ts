import type { ContactFacts } from './contact-facts.ts';
import type { AccountFacts } from './contact-profile.ts';
import type { AccountCondition, ContactRule, RegulatedActor } from './rule.ts';
import type { RuledChannel } from './rule-book.ts';

export type Binding = ContactRule['binding'];

type Asked = Pick<ContactFacts, 'book' | 'question' | 'places' | 'account'>;

/**
 * Whether the rule is one for this question, on whatever channel and date, and whether the law or the house demands it.
 * @remarks What is not known of an account or of where the borrower lives makes the rule apply.
 */
export function bindingFor(rule: ContactRule, asked: Asked): Binding | undefined {
  if (!rule.purposes.includes(asked.question.purpose) || !concernsPlace(rule, asked)) return undefined;
  if (rule.accounts !== undefined && !meetsAccount(rule.accounts, asked)) return undefined;
  return bindingOf(rule, asked);
}

/** Whether the rule is one for this channel; a channel whose medium is unknown meets every rule. */
export function concernsChannel({ media, automatedOnly }: ContactRule, channel: RuledChannel): boolean {
  if (automatedOnly === true && !channel.automated) return false;
  return channel.medium === undefined || media.includes(channel.medium);
}

function bindingOf({ actors, binding }: ContactRule, { book, question }: Asked): Binding | undefined {
  const regulated: readonly RegulatedActor[] =
    question.purpose === 'solicitation' ? [question.actor, 'telemarketer'] : [question.actor];
  if (actors.some((actor) => regulated.includes(actor))) return binding;
  const asPolicy =
    question.actor === 'first-party' &&
    book.settings.thirdPartyRulesForAll !== false &&
    actors.includes('third-party');
  return asPolicy ? 'policy' : undefined;
}

function concernsPlace({ jurisdiction }: ContactRule, { places: { jurisdictions } }: Asked): boolean {
  if (jurisdiction === 'US' || jurisdiction === 'house') return true;
  return jurisdictions.length === 0 || jurisdictions.includes(jurisdiction);
}

function meetsAccount(
  { products, productsExcept, daysPastDueOver, inCollection }: AccountCondition,
  { account, question }: Asked,
): boolean {
  if (account === undefined) return true;
  const { product } = account;
  if (product !== undefined && products?.includes(product) === false) return false;
  if (product !== undefined && productsExcept?.includes(product) === true) return false;
  if (daysPastDueOver !== undefined && account.current === true) return false;
  return inCollection === undefined || isCollecting(account, question);
}

function isCollecting(account: AccountFacts, { actor, purpose }: Asked['question']): boolean {
  return actor === 'third-party' || purpose === 'collection' || account.inCollection !== false;
}
