import { judgeGuardrails } from '../../../src/core/experiment/guardrails/judge-guardrails.ts';
import { FIELDS, harmedField } from '../../../src/core/experiment/guardrails/unit-counts.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { type Alarms, alarmLog } from './alarms.ts';
import { isAboveRate, isMoreContacts, isTimesControl } from './fixed-harm-tests.ts';
import {
  CONTROL,
  harmExperiment,
  MOST_CONTACTS,
  MOST_RATE,
  MOST_TIMES_CONTROL,
  TREATMENT,
} from './harm-experiment.ts';
import { returningBorrowers } from './returning-borrowers.ts';
import type { ExperimentSettings } from './scenario.ts';
import { type ExposedVector, type VariantExposure, variantExposure } from './variant-exposure.ts';

/** Complaints per borrower of the control, and contacts per decision. */
const COMPLAINTS = 0.02;
const CONTACTS = 0.5;

/** Harms are heard of within so many looks. */
const LONGEST_DELAY = 10;

/** How much worse than allowed the treatment is where there is something to find: complaints are tripled. */
const WORSE = 2;
const MORE_CONTACTS = 1.25;

/** A variant, and what is done and happens in it: per borrower, and contacts per decision. */
interface Arm {
  readonly exposure: VariantExposure;
  readonly complaints: number;
  readonly optOuts: number;
  readonly contacts: number;
}

interface Member {
  readonly of: Arm;
  readonly vector: ExposedVector;
}

/**
 * Guardrails judged after every batch by the code that stops variants. With nothing to find the treatment does exactly as
 * much harm as it may: the hardest case.
 */
export function playGuardrails(settings: ExperimentSettings): readonly Alarms[] {
  const { scenario, seed, looks, newcomers } = settings;
  const [worse, more] = scenario === 'nothing to find' ? [1, 1] : [WORSE, MORE_CONTACTS];
  const random = randomSource(seed, 'guardrails', scenario);
  const experiment = harmExperiment(looks * newcomers);
  const control: Arm = {
    exposure: variantExposure(),
    complaints: COMPLAINTS,
    optOuts: MOST_RATE,
    contacts: CONTACTS,
  };
  const treatment: Arm = {
    exposure: variantExposure(),
    complaints: worse * MOST_TIMES_CONTROL * COMPLAINTS,
    optOuts: worse * MOST_RATE,
    contacts: more * MOST_CONTACTS * CONTACTS,
  };
  const harms = new Map<number, (() => void)[]>();
  let now = 1;
  const arrivals = returningBorrowers<Member>(random, newcomers, () => {
    const of = random.chance(0.5) ? treatment : control;
    const vector = of.exposure.enter();
    for (const [watch, chance] of [of.complaints, of.optOuts].entries()) {
      if (!random.chance(chance)) continue;
      const when = now + random.index(LONGEST_DELAY);
      const due = harms.get(when) ?? [];
      harms.set(when, due);
      due.push(() => of.exposure.count(vector, harmedField(watch)));
    }
    return { of, vector };
  });
  const log = alarmLog();
  for (now = 1; now <= looks; now += 1) {
    for (const { of, vector } of arrivals.at(now)) {
      of.exposure.count(vector, FIELDS.decisions);
      if (random.chance(of.contacts)) of.exposure.count(vector, FIELDS.contacts);
    }
    for (const harm of harms.get(now) ?? []) harm();
    const [mine, theirs] = [treatment.exposure.counts(), control.exposure.counts()];
    const counts = new Map([
      [TREATMENT, mine],
      [CONTROL, theirs],
    ]);
    const breached = new Set(
      judgeGuardrails(experiment, counts).flatMap((verdict) => (verdict.breached ? [verdict.guardrail] : [])),
    );
    const note = (test: Alarms['test'], fixed: boolean): void => log.note(test, breached.has(test), fixed);
    note('harm, times control', isTimesControl(mine, theirs, 0));
    note('harm, rate', isAboveRate([mine, theirs], 1));
    note('contacts, times control', isMoreContacts(mine, theirs));
    log.next();
  }
  return log.alarms();
}
