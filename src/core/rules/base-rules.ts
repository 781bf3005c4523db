import type { RuleSettings } from './rule-settings.ts';

/** What stands for a citation of the house's own. */
export const HOUSE_CITATION = 'House policy: rapport.config.ts';

/** A rule that holds in every configuration, whatever packs it chooses; what it demands, in a sentence. */
export interface BaseRule {
  readonly reference: string;
  readonly kind: string;
  readonly title: string;
}

/** The rules that every configuration has, and the house's own hours and caps. */
export function baseRules({ quietHours, caps, minimumWindowMinutes }: RuleSettings): readonly BaseRule[] {
  return [
    {
      reference: 'channel-consent@1',
      kind: 'consent',
      title: 'Consent to the channel is granted and has begun and not ended.',
    },
    { reference: 'do-not-contact@1', kind: 'suppression', title: 'No do-not-contact hold binds.' },
    {
      reference: 'time-zone-known@1',
      kind: 'window',
      title: 'The file says where the borrower may be, and every place in it can be told.',
    },
    { reference: 'send-window@1', kind: 'window', title: 'The send window is still open.' },
    {
      reference: 'minimum-window@1',
      kind: 'window',
      title: `At least ${minimumWindowMinutes} minutes of the send window are left.`,
    },
    {
      reference: 'contact-point@1',
      kind: 'suppression',
      title: 'A list of numbers or addresses that is on file is not empty.',
    },
    {
      reference: quietHours.id,
      kind: 'window',
      title: `From ${quietHours.start} to before ${quietHours.end} in every time zone on file.`,
    },
    ...caps.map(({ id, limit, days, channels }) => ({
      reference: id,
      kind: 'cap',
      title: `At most ${limit} contacts in any ${days} days, ${channels === undefined ? 'all channels together' : channels.join(', ')}.`,
    })),
  ];
}
