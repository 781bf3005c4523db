import type { ChannelId } from '../identifiers.ts';

/** How a channel works on borrowers in general. All probabilities are per contact. */
export interface ChannelTraits {
  /** Chance that the favourite channel at the best time gets an answer. */
  readonly engagement: number;
  /** What is left of that chance for a borrower who prefers another channel. */
  readonly elsewhere: number;
  /** What is left of it at a bad time of day. */
  readonly badTime: number;
  /** Of those who answer, how many pay: at payment score 0, and what score 1 adds. */
  readonly pay: { readonly base: number; readonly score: number };
  /** Factors on `pay` in the first 30 days past due and after. */
  readonly early: number;
  readonly late: number;
  /** Chance of anger at a bad time on an unloved channel. */
  readonly annoyance: number;
  readonly spoken: boolean;
}

const EMAIL: ChannelTraits = {
  engagement: 0.85,
  elsewhere: 0.22,
  badTime: 0.3,
  pay: { base: 0.2, score: 0.6 },
  early: 1.1,
  late: 0.5,
  annoyance: 0.004,
  spoken: false,
};

const SMS: ChannelTraits = {
  engagement: 0.9,
  elsewhere: 0.25,
  badTime: 0.28,
  pay: { base: 0.3, score: 0.5 },
  early: 1.1,
  late: 0.6,
  annoyance: 0.006,
  spoken: false,
};

const CALL: ChannelTraits = {
  engagement: 0.9,
  elsewhere: 0.42,
  badTime: 0.38,
  pay: { base: 0.45, score: 0.3 },
  early: 0.75,
  late: 1.3,
  annoyance: 0.008,
  spoken: true,
};

/** Traits by channel id; a channel that the simulation does not know works much like an email. */
export function channelTraits(channel: ChannelId): ChannelTraits {
  switch (channel as string) {
    case 'sms':
      return SMS;
    case 'call':
      return CALL;
    default:
      return EMAIL;
  }
}
