import type { Context, FeatureSchema } from '../../features/feature-schema.ts';
import type { RandomSource } from '../random-source.ts';

const LAST_CHANNEL = ['none', 'email', 'sms', 'call'] as const;
const LAST_TIME = ['none', 'morning', 'midday', 'evening'] as const;
const STAGE = ['current', 'early', 'late'] as const;
const AUTOPAY = ['no', 'yes'] as const;

/** What is known of a borrower: 11 columns and the intercept, mostly one-hot, as a servicer's contexts are. */
export const OUTREACH_SCHEMA: FeatureSchema = {
  features: [
    numeric('balance'),
    numeric('paymentScore'),
    { kind: 'categorical', name: 'lastChannel', levels: LAST_CHANNEL, missing: { rule: 'refuse' } },
    { kind: 'categorical', name: 'lastTime', levels: LAST_TIME, missing: { rule: 'refuse' } },
    { kind: 'categorical', name: 'stage', levels: STAGE, missing: { rule: 'refuse' } },
    { kind: 'categorical', name: 'autopay', levels: AUTOPAY, missing: { rule: 'refuse' } },
  ],
  crosses: [],
};

/** A rank from 0 to 1, encoded from −2 to 2. */
function numeric(name: string) {
  return {
    kind: 'numeric',
    name,
    min: 0,
    max: 1,
    center: 0.5,
    spread: 0.25,
    missing: { rule: 'refuse' },
  } as const;
}

/** A borrower of whom each trait is as likely as another. */
export function drawContext(random: RandomSource): Context {
  return {
    balance: random.unit(),
    paymentScore: random.unit(),
    lastChannel: pickFrom(LAST_CHANNEL, random),
    lastTime: pickFrom(LAST_TIME, random),
    stage: pickFrom(STAGE, random),
    autopay: pickFrom(AUTOPAY, random),
  };
}

function pickFrom(levels: readonly string[], random: RandomSource): string {
  return levels[random.index(levels.length)] ?? '';
}
