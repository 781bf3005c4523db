import {
  type Arm,
  asksErasure,
  confirms,
  decides,
  erases,
  givesUp,
  hears,
  introduces,
  isPaidFor,
  learns,
  matures,
  paid,
  publishes,
  type Step,
  windowCloses,
} from '../../support/life.ts';

/** How a decision must stand when all is quiet: credited with this reward, void and never learned from, or gone. */
export type End = number | 'void' | 'erased';

/** One thing that a process does, interrupted at each of its steps. To have another tried, add it to the list. */
export interface CrashCase {
  readonly name: string;
  /** What happened before; nobody dies of it. */
  readonly before: readonly Step[];
  /** What is interrupted, and then done again as a queue, a schedule or a caller does. */
  readonly dies: Step;
  /** What happens when it has been done. */
  readonly after?: readonly Step[];
  readonly ends: Readonly<Partial<Record<Arm, End>>>;
  readonly holds?: number;
  /** Whether room on the day may stay booked for a contact that is not made: it only keeps others from contact. */
  readonly mayKeepRoom?: true;
}

const LEARNED: readonly Step[] = [introduces, ...paid('email'), matures, learns('email')];

export const CRASH_CASES: readonly CrashCase[] = [
  {
    name: 'decide, by the model, with a slot and scarce room',
    before: [introduces, publishes],
    dies: decides('call'),
    after: [confirms('call'), hears('call', 'payment', 3)],
    ends: { call: 1 },
    mayKeepRoom: true,
  },
  {
    name: 'confirm',
    before: [introduces, decides('call')],
    dies: confirms('call'),
    after: [hears('call', 'payment', 3)],
    ends: { call: 1 },
  },
  {
    name: 'void',
    before: [introduces, decides('call')],
    dies: givesUp('call'),
    ends: { call: 'void' },
  },
  {
    name: 'record, the first event',
    before: [introduces, decides('email'), confirms('email')],
    dies: hears('email', 'payment', 3),
    ends: { email: 1 },
  },
  {
    name: 'record, an event that forbids further contact',
    before: [introduces, decides('email'), confirms('email')],
    dies: hears('email', 'unsubscribed', 3),
    ends: { email: -1 },
    holds: 1,
  },
  {
    name: 'record, an event on a credited decision',
    before: [introduces, ...paid('email'), matures, learns('email')],
    dies: hears('email', 'payment-returned', 300),
    ends: { email: 0 },
  },
  {
    name: 'record, an event on a credited decision that changes nothing',
    before: [introduces, ...paid('email'), matures, learns('email')],
    dies: hears('email', 'opened', 300),
    ends: { email: 1 },
  },
  {
    name: 'mature, giving up what nobody confirmed',
    before: [introduces, decides('call'), decides('email')],
    dies: windowCloses,
    ends: { call: 'void', email: 'void' },
    mayKeepRoom: true,
  },
  {
    name: 'mature, asking for credits',
    before: [introduces, ...paid('email'), ...paid('call')],
    dies: matures,
    ends: { email: 1, call: 1 },
  },
  {
    name: 'learn, a first credit',
    before: [introduces, ...paid('email'), matures],
    dies: learns('email'),
    ends: { email: 1 },
  },
  {
    name: 'learn, a correction',
    before: [introduces, ...paid('email'), matures, learns('email'), hears('email', 'payment-returned', 300)],
    dies: learns('email'),
    ends: { email: 0 },
  },
  {
    name: 'learn, two arms in one batch',
    before: [introduces, ...paid('email'), ...paid('call'), matures],
    dies: learns('email', 'call'),
    ends: { email: 1, call: 1 },
  },
  {
    name: 'record, an event that names the borrower alone',
    before: [introduces, decides('email'), confirms('email')],
    dies: isPaidFor(3),
    ends: { email: 1 },
  },
  {
    name: 'record, such an event on a credited decision',
    before: [introduces, decides('email'), confirms('email'), matures, learns('email')],
    dies: isPaidFor(3),
    ends: { email: 1 },
  },
  {
    name: 'forget, the request',
    before: LEARNED,
    dies: asksErasure,
    ends: { email: 'erased' },
  },
  {
    name: 'forget, asking for the credit back',
    before: [...LEARNED, asksErasure],
    dies: erases,
    ends: { email: 'erased' },
  },
  {
    name: 'forget, before anything was learned or sent',
    before: [introduces, decides('call'), ...paid('email'), isPaidFor(4), asksErasure],
    dies: erases,
    ends: { call: 'erased', email: 'erased' },
    mayKeepRoom: true,
  },
  {
    name: 'forget, taking the credit out',
    before: [...LEARNED, asksErasure, erases],
    dies: learns('email'),
    ends: { email: 'erased' },
  },
  {
    name: 'forget, deleting what is left',
    before: [...LEARNED, asksErasure, erases, learns('email')],
    dies: erases,
    ends: { email: 'erased' },
  },
  {
    name: 'forget, the receipt',
    before: [...LEARNED, asksErasure, erases, learns('email'), erases, erases],
    dies: erases,
    ends: { email: 'erased' },
  },
];
