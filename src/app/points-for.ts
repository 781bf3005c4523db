import type { Configuration } from '../core/configuration.ts';
import type { ChannelId } from '../core/identifiers.ts';
import { pointLists } from '../core/rules/contact-points.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import type { ContactQuestion } from '../core/rules/contact-question.ts';
import { ruleBookOf, ruledChannel } from '../core/rules/rule-book.ts';
import { type UsablePoints, usablePoints } from '../core/rules/usable-points.ts';
import type { Instant } from '../core/time/instant.ts';

/** Which numbers or addresses the channel may use at the instant; `undefined` when the file lists none for it. */
export function pointsFor(
  configuration: Configuration,
  profile: ContactProfile,
  question: ContactQuestion,
  channel: ChannelId,
  at: Instant,
): UsablePoints | undefined {
  const book = ruleBookOf(configuration);
  const ruled = ruledChannel(book, channel);
  if (pointLists(profile, ruled.medium).length === 0) return undefined;
  return usablePoints({ book, question, channel: ruled, profile, at });
}
