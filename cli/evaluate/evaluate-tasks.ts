import type { EvaluationRow } from '../../src/app/evaluate/evaluation-row.ts';
import type { ReadyTarget } from '../../src/app/evaluate/evaluation-target.ts';
import { type LearnedSums, learnPass } from '../../src/app/evaluate/learn-target.ts';
import type { LogLayout } from '../../src/app/evaluate/log-layout.ts';
import { type LogSurvey, obstacleOf, surveyTally, type Wanted } from '../../src/app/evaluate/log-survey.ts';
import { makeTarget } from '../../src/app/evaluate/make-target.ts';
import { rowEncoder } from '../../src/app/evaluate/row-encoder.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { Bounds } from '../../src/core/evaluation/confidence-interval.ts';
import type { CrossFitSums } from '../../src/core/evaluation/cross-fit.ts';
import { rewardScale } from '../../src/core/evaluation/reward-scale.ts';
import type { TargetBoundsValue } from '../../src/core/evaluation/target-bounds.ts';
import {
  boundsPass,
  modelPass,
  rewardModel,
  type ValuationSettings,
  type ValuationSums,
  valuePass,
} from '../../src/core/evaluation/valuation.ts';
import { idHash } from './id-hash.ts';
import type { LogPart } from './log-parts.ts';
import { type LineFault, readRows } from './log-rows.ts';
import type { LogForm } from './readers/line-reader.ts';

/** What is known of a part once it has been looked through. */
export interface KnownPart extends LogPart {
  /** Usable rows in the parts before. */
  readonly before: number;
  /** Places, among its usable rows, of those whose decision was there before; ascending. */
  readonly skip: readonly number[];
}

interface SurveyTask {
  readonly kind: 'survey';
  readonly part: LogPart;
  readonly form: LogForm;
  readonly wanted: Wanted;
}

export interface PartSurvey {
  readonly survey: LogSurvey;
  readonly lines: number;
  /** The first few. */
  readonly faults: readonly LineFault[];
  readonly faulty: number;
  /** Of the ids of usable rows, NaN where there is none; empty when none has one. */
  readonly ids: Float64Array;
}

interface Reading {
  readonly form: LogForm;
  readonly layout: LogLayout;
  readonly wanted: Wanted;
  /** How many usable rows strategies learn from; the others are valued. */
  readonly learned: number;
}

interface LearnTask extends Reading {
  readonly kind: 'learn';
  readonly part: KnownPart;
  /** Of rewards, in a log that isn't this service's. */
  readonly range?: Bounds;
  /** Encodes contexts by its own schema. */
  readonly configuration?: Configuration;
}

interface FitTask extends Reading {
  readonly kind: 'fit';
  readonly part: KnownPart;
  readonly settings: ValuationSettings;
}

interface ValueTask extends Reading {
  readonly kind: 'value';
  readonly part: KnownPart;
  readonly settings: ValuationSettings;
  readonly targets: readonly ReadyTarget[];
  readonly model: CrossFitSums;
}

interface BoundsTask extends Reading {
  readonly kind: 'bounds';
  /** All of them, in order. */
  readonly parts: readonly KnownPart[];
  readonly settings: ValuationSettings;
  readonly targets: readonly ReadyTarget[];
}

export type EvaluateTask = SurveyTask | LearnTask | FitTask | ValueTask | BoundsTask;

export interface TaskResults {
  readonly survey: PartSurvey;
  readonly learn: LearnedSums;
  readonly fit: CrossFitSums;
  readonly value: ValuationSums;
  readonly bounds: readonly TargetBoundsValue[];
}

const MOST_FAULTS = 10;

/** Does a task: the same on any thread, since it depends on what it is told alone. */
export async function runTask(task: EvaluateTask): Promise<TaskResults[EvaluateTask['kind']]> {
  switch (task.kind) {
    case 'survey':
      return await surveyPart(task);
    case 'learn': {
      const pass = learnPass(task.range && rewardScale(task.range), task.configuration);
      await eachRow(task, task.part, 'learned', pass.add);
      return pass.sums();
    }
    case 'fit': {
      const pass = modelPass(task.settings);
      await eachRow(task, task.part, 'valued', pass.add);
      return pass.sums();
    }
    case 'value': {
      const pass = valuePass(
        task.settings,
        task.targets.map(makeTarget),
        rewardModel(task.settings, task.model),
      );
      await eachRow(task, task.part, 'valued', pass.add);
      return pass.sums();
    }
    case 'bounds': {
      const pass = boundsPass(task.settings, task.targets.map(makeTarget));
      for (const part of task.parts) await eachRow(task, part, 'valued', pass.add);
      return pass.bounds();
    }
  }
}

async function surveyPart({ part, form, wanted }: SurveyTask): Promise<PartSurvey> {
  const tally = surveyTally();
  const faults: LineFault[] = [];
  let faulty = 0;
  const ids: number[] = [];
  const lines = await readRows(part, form, {
    row: (row) => {
      if (tally.add(row, wanted)) ids.push(row.id === undefined ? Number.NaN : idHash(row.id));
    },
    fault: (fault) => {
      faulty += 1;
      if (faults.length < MOST_FAULTS) faults.push(fault);
    },
  });
  const named = ids.some((id) => !Number.isNaN(id));
  return { survey: tally.survey(), lines, faults, faulty, ids: Float64Array.from(named ? ids : []) };
}

async function eachRow(
  { form, layout, wanted, learned }: Reading,
  part: KnownPart,
  which: 'learned' | 'valued',
  use: (row: EvaluationRow) => void,
): Promise<void> {
  const encoder = rowEncoder(layout);
  let place = 0;
  let skipped = 0;
  await readRows(part, form, {
    row: (row) => {
      if (obstacleOf(row, wanted) !== undefined) return;
      const own = place;
      place += 1;
      if (part.skip[skipped] === own) {
        skipped += 1;
        return;
      }
      const isLearned = part.before + own - skipped < learned;
      if (isLearned === (which === 'learned')) use(encoder.encode(row, `${part.number}.${own}`));
    },
    fault: () => undefined, // Told by the survey, which ends the run.
  });
}
