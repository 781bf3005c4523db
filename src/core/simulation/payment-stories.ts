import type { Story, StoryEvent } from './story.ts';

/** When a payment comes, in hours after what moved the borrower to pay; the last is often too late to count. */
const DELAYS: readonly (readonly [hours: number, share: number])[] = [
  [3, 0.35],
  [20, 0.3],
  [46, 0.22],
  [110, 0.13],
];

/** Of all payments, those that the bank returns, and when. */
const RETURNED_SHARE = 0.06;
const RETURNED_AFTER_HOURS = 120;

/** A promise is kept, or found broken when its date has passed. */
const KEPT_AFTER_HOURS = 30;
const BROKEN_AFTER_HOURS = 170;

/** After `before`, a payment: early or late, for good or returned by the bank. */
export function paymentStories(probability: number, before: readonly StoryEvent[]): Story[] {
  const from = before.at(-1)?.afterHours ?? 0;
  return DELAYS.flatMap(([delay, share]) => {
    const payment = { type: 'payment', afterHours: from + delay };
    const returned = { type: 'payment-returned', afterHours: from + delay + RETURNED_AFTER_HOURS };
    return [
      { probability: probability * share * (1 - RETURNED_SHARE), events: [...before, payment] },
      { probability: probability * share * RETURNED_SHARE, events: [...before, payment, returned] },
    ];
  });
}

/** After `before`, a promise to pay, which is kept with probability `kept`. */
export function promiseStories(probability: number, kept: number, before: readonly StoryEvent[]): Story[] {
  const from = before.at(-1)?.afterHours ?? 0;
  const promise = { type: 'promise-to-pay', afterHours: from + 0.1 };
  return [
    {
      probability: probability * kept,
      events: [...before, promise, { type: 'payment', afterHours: from + KEPT_AFTER_HOURS }],
    },
    {
      probability: probability * (1 - kept),
      events: [...before, promise, { type: 'promise-broken', afterHours: from + BROKEN_AFTER_HOURS }],
    },
  ];
}
