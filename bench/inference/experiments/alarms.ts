/** Tests that are looked at after every batch. */
export const TEST_NAMES = [
  'reward per decision',
  'reward per decision, adjusted',
  'reward per borrower',
  'reward per borrower, adjusted',
  'sample ratio',
  'propensities',
  'harm, times control',
  'harm, rate',
  'contacts, times control',
] as const;

export type TestName = (typeof TEST_NAMES)[number];

/** When a test first said that something is there. */
export interface Alarms {
  readonly test: TestName;
  /** The look, from 1, at which the always-valid test did; null for never. */
  readonly always: number | null;
  /** The same of the fixed-horizon test, looked at as often. */
  readonly peeked: number | null;
  /** Whether the fixed-horizon test did at the end, the one look that it is made for. */
  readonly once: boolean;
}

export interface AlarmLog {
  /** What both tests say at one look of those that are counted up. */
  note(test: TestName, always: boolean, fixed: boolean): void;
  /** The look is over. */
  next(): void;
  alarms(): readonly Alarms[];
}

/** Notes what tests say, look after look. A test that is silent at the last look found nothing at the end. */
export function alarmLog(): AlarmLog {
  const first = new Map<TestName, { always: number | null; peeked: number | null; lastSaid: number }>();
  let look = 1;
  return {
    note: (test, always, fixed) => {
      const found = first.get(test) ?? { always: null, peeked: null, lastSaid: 0 };
      first.set(test, found);
      if (always) found.always ??= look;
      if (!fixed) return;
      found.peeked ??= look;
      found.lastSaid = look;
    },
    next: () => {
      look += 1;
    },
    alarms: () =>
      [...first].map(([test, { always, peeked, lastSaid }]) => ({
        test,
        always,
        peeked,
        once: lastSaid === look - 1,
      })),
  };
}
