import { defineConfiguration } from './src/contracts/configuration.ts';

/**
 * What this service may do and what it is after. Edit it, run `npm run check`, deploy. A change here keeps what was
 * learned: features, channels and windows can be added or taken out, weights and exploration changed, at any time.
 * A mistake is refused with the field and the fix.
 */
export default defineConfiguration({
  // Names the statistics. Another name starts learning from nothing.
  model: 'outreach',

  // What contacts may be for; each request names one.
  purposes: ['servicing', 'collections'],

  // One reward unit is worth one kept instalment; `cost` is what one contact costs in that unit, borrower's patience
  // included. `rewardWindowHours`: how long after the contact an outcome still counts for it.
  channels: [
    { id: 'email', cost: 0.01, rewardWindowHours: 5 * 24 },
    { id: 'sms', cost: 0.03, rewardWindowHours: 3 * 24 },
    // `automated: false`: people dial and speak. A channel that dials or speaks by machine falls under more law.
    { id: 'call', cost: 0.2, rewardWindowHours: 7 * 24, automated: false },
  ],

  // When contact may be made, in the borrower's own time. Channel × window are the actions, e.g. sms@weekday-evening.
  windows: [
    { id: 'weekday-morning', days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '09:00', end: '12:00' },
    { id: 'weekday-midday', days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '12:00', end: '17:00' },
    { id: 'weekday-evening', days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '17:00', end: '20:30' },
    { id: 'weekend', days: ['sat', 'sun'], start: '10:00', end: '18:00' },
  ],

  // Doing nothing is an action too: it is chosen where contact does not pay, and learned about like the others.
  noContact: { enabled: true, rewardWindowHours: 5 * 24 },

  // How far ahead a window may start. A week: every window comes up once.
  horizonHours: 7 * 24,

  // What requests tell about the borrower. A number is used as (value − center) ÷ spread, so give the middle and the
  // usual distance from it; both stay as they are once learning has begun. With `knots: [30, 90]` its effect may bend at
  // these values; knots can come and go at any time. What a request leaves out is taken from the borrower's feature
  // record, where feeds put it, unless it is older than `maxAgeHours` (any age will do without); then `missing` says what
  // happens. Attributes such as age, sex or postcode are refused.
  features: {
    features: [
      {
        kind: 'numeric',
        name: 'daysPastDue',
        min: 0,
        max: 180,
        center: 30,
        spread: 30,
        missing: { rule: 'refuse' },
      },
      {
        kind: 'numeric',
        name: 'balanceUsd',
        min: 0,
        max: 250_000,
        center: 8_000,
        spread: 8_000,
        missing: { rule: 'refuse' },
        maxAgeHours: 7 * 24,
      },
      // Share of the last twelve instalments that were paid on time.
      {
        kind: 'numeric',
        name: 'paymentScore',
        min: 0,
        max: 1,
        center: 0.5,
        spread: 0.25,
        missing: { rule: 'refuse' },
      },
      // Promises to pay of the last twelve months that were not kept.
      {
        kind: 'numeric',
        name: 'brokenPromises',
        min: 0,
        max: 50,
        center: 1,
        spread: 2,
        missing: { rule: 'use', value: 0 },
      },
      {
        kind: 'numeric',
        name: 'monthsOnBook',
        min: 0,
        max: 480,
        center: 24,
        spread: 24,
        missing: { rule: 'use', value: 24 },
      },
      // The first level is the base that the others are compared with.
      {
        kind: 'categorical',
        name: 'lastOpenedChannel',
        levels: ['none', 'email', 'sms', 'call'],
        missing: { rule: 'use', value: 'none' },
        maxAgeHours: 30 * 24,
      },
      // When the borrower last reacted to a contact.
      {
        kind: 'categorical',
        name: 'lastAnsweredTime',
        levels: ['none', 'morning', 'midday', 'evening', 'weekend'],
        missing: { rule: 'use', value: 'none' },
      },
      { kind: 'categorical', name: 'autopay', levels: ['no', 'yes'], missing: { rule: 'use', value: 'no' } },
      // Counted from 0: the first of the month is 0. On a circle, so that the 31st is next to the 1st.
      { kind: 'cyclical', name: 'dayOfMonth', period: 31, missing: { rule: 'use', value: 14 } },
    ],
    // Features whose effects depend on each other: being late means something else for a good payer.
    crosses: [{ of: ['daysPastDue', 'paymentScore'] }],
  },

  // What outcomes are worth. The reward of a decision is the sum over its events, each type once, within the limits;
  // `repeats: 'each'` counts every event of a type, `most: 3` beside it no more than three. See docs/rewards.md.
  reward: {
    events: [
      { type: 'delivered', value: 0 },
      { type: 'bounced', value: -0.25 },
      { type: 'opened', value: 0.0625 },
      { type: 'clicked', value: 0.125 },
      { type: 'replied', value: 0.25 },
      // `contact` tells what contact rules count: each attempt is a call, whoever asked for it.
      { type: 'call-attempted', value: 0, contact: 'attempt' },
      { type: 'call-not-connected', value: 0, contact: 'not-connected' },
      // Whoever called: from its day on the rules of the packs keep calls away (12 CFR 1006.14(b)(2)(i)(B)).
      { type: 'conversation', value: 0.25, contact: 'conversation' },
      // The borrower asks to be called again: 12 CFR 1006.14(b)(3)(i).
      { type: 'call-back-requested', value: 0, contact: 'direct-consent' },
      // Provisional: what becomes of the promise replaces its value.
      { type: 'promise-to-pay', value: 0.375 },
      // `reverses` takes the earlier event back, however late it comes: the model is corrected by the difference.
      { type: 'promise-kept', value: 0.5, reverses: 'promise-to-pay' },
      { type: 'promise-broken', value: -0.125, reverses: 'promise-to-pay' },
      { type: 'payment', value: 1 },
      { type: 'payment-returned', value: -0.125, reverses: 'payment' },
      // `hold` stops further contact at once: on this channel (or on `holdOn`), or on all; for good, or for `cooldownDays`.
      { type: 'unsubscribed', value: -0.5, hold: 'channel', reason: 'opt-out' },
      // An inbound STOP, QUIT, END, REVOKE, OPT OUT, CANCEL or UNSUBSCRIBE.
      { type: 'stop-requested', value: -0.5, hold: 'channel', reason: 'revocation' },
      { type: 'wrong-party', value: -1, hold: 'channel', reason: 'wrong-party' },
      { type: 'complaint', value: -2, hold: 'all', reason: 'complaint' },
      // It counts for nothing any more; the hold stays until a person lifts it.
      { type: 'complaint-withdrawn', value: 0, reverses: 'complaint' },
      // What a borrower or somebody else has made known, on whatever channel: each stops what the law says it stops.
      { type: 'attorney-named', value: 0, hold: 'all', reason: 'attorney' },
      { type: 'cease-requested', value: 0, hold: 'all', reason: 'cease' },
      { type: 'dispute-received', value: 0, hold: 'all', reason: 'dispute' },
      { type: 'bankruptcy-filed', value: 0, hold: 'all', reason: 'bankruptcy' },
      { type: 'death-reported', value: 0, hold: 'all', reason: 'deceased' },
    ],
    combine: 'sum',
    min: -2,
    max: 2,
    // When nothing was heard by the end of the reward window.
    defaultReward: 0,
    // Whose doing an event is that names a borrower and no decision, such as a payment on an account: `last-touch` is
    // the latest decision whose reward window holds it, `linear` all of them in equal shares.
    attribution: 'last-touch',
  },

  // `pooled-linucb` learns what channels, days and times of day have in common beside what each action has of its own;
  // how much, it fits to the outcomes. `mode: 'shadow'` lets the fixed rules below decide while it only watches.
  // `pending: 'overlay'` builds models with what contacts say so far whose reward windows are still open; nothing of it is
  // stored. `ridge` is for strategies that share nothing: each weight is pulled to 0 as by this many neutral outcomes.
  learning: { strategy: 'pooled-linucb', mode: 'live', ridge: 10, scales: 'fitted' },

  // `beta`: how far an action's uncertainty counts in its favour. `epsilon`: the share of decisions spread evenly over
  // all lawful actions whatever the model says; it falls slowly from `start`, by a factor √2 in the first `halfway`
  // outcomes, and never below `floor`: it keeps every propensity above 0, so that policies can be compared.
  // `gamma` is for the strategy `inverse-gap` alone.
  exploration: { beta: 8, epsilon: { start: 0.02, floor: 0.002, halfway: 50 }, gamma: 10 },

  // Decides when no model can be read, before the first is published above all: the first lawful action of the list,
  // mixed with an even share.
  fallback: {
    order: [
      'email@weekday-midday',
      'sms@weekday-evening',
      'email@weekend',
      'call@weekday-evening',
      'no-contact',
    ],
    epsilon: 0.2,
  },

  // Who may be tried on, and how much harm is too much: docs/experiments.md. What would reach more than this share of
  // everybody goes live only when a second person has approved it. `harmBudget`: all experiments stand still once so many
  // more borrowers were harmed than their controls' rates explain, over all that run or ran in the last `days`.
  // `clusters`: what requests tell a borrower to belong to, so that all of one household or branch can be in one variant.
  experiments: {
    fourEyesAbove: 0.1,
    clusters: ['household', 'branch', 'agent-team'],
    harmBudget: [{ events: ['complaint', 'wrong-party'], excess: 100, days: 90 }],
  },

  rules: {
    // Contact is lawful within these hours in every time zone on file.
    quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
    // At most 3 contacts in any 7 days, all channels together.
    caps: [{ id: 'house-contact-frequency@1', limit: 3, days: 7 }],
    // What the rules leave of a window must be long enough to be of use.
    minimumWindowMinutes: 30,
    // US contact law as data, and beside it the house's own: docs/rule-packs.md lists every rule with its citation. Not legal
    // advice: counsel must confirm it. `npx rapport rules list` shows what is in force, `rules check` tries a case.
    packs: ['us-federal', 'us-states-and-cities', 'house'],
    // What this servicer is to its debts, unless an account's facts say otherwise.
    actor: 'first-party',
    // Rules for third-party collectors (Regulation F above all) bind here too, as house policy.
    thirdPartyRulesForAll: true,
    // Single rules can be made stricter; looser only with who answers for it: see docs/contact-rules.md.
    overrides: [],
  },
});
