import type { NamedTarget, ReadyTarget } from '../../src/app/evaluate/evaluation-target.ts';
import { configuredSnapshot, mergeLearned, surveyedSnapshot } from '../../src/app/evaluate/learn-target.ts';
import { type LogLayout, layoutOf } from '../../src/app/evaluate/log-layout.ts';
import { type LogSurvey, lastWholeTime, type Wanted } from '../../src/app/evaluate/log-survey.ts';
import { makeTarget } from '../../src/app/evaluate/make-target.ts';
import { rowEncoder } from '../../src/app/evaluate/row-encoder.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { Bounds } from '../../src/core/evaluation/confidence-interval.ts';
import { mergeModels, type ValuationSettings, valuePass } from '../../src/core/evaluation/valuation.ts';
import { type Valuation, valuationOf } from '../../src/core/evaluation/value-targets.ts';
import type { KnownPart } from './evaluate-tasks.ts';
import { type KnownLog, knownLog } from './known-log.ts';
import { firstLine, formatOf, itemsBeside, type LogFile } from './log-files.ts';
import { type LogPart, logParts } from './log-parts.ts';
import type { LogForm, LogFormat } from './readers/line-reader.ts';
import { checkTarget, learnsFromLog, readyTarget } from './ready-targets.ts';
import { sortLog } from './sort-log.ts';
import { openTaskPool, type TaskPool } from './task-pool.ts';

export interface EvaluateOptions {
  readonly files: readonly LogFile[];
  /** Of the whole log, for what lies beside it. */
  readonly place: string;
  readonly format?: LogFormat;
  readonly targets: readonly NamedTarget[];
  readonly configuration: Configuration;
  /** What no reward lies beyond. */
  readonly range?: Bounds;
  /** The share of the log, its first part, that strategies learn from. */
  readonly learn: number;
  readonly replicates?: number;
  readonly threads: number;
  /** An empty folder for what doesn't fit into memory. */
  readonly folder: string;
  readonly onProgress: (phase: string, bytes: number, ofBytes: number) => void;
}

export interface Evaluation {
  readonly format: LogFormat;
  readonly survey: LogSurvey;
  readonly duplicates: number;
  /** Rows that strategies learned from; the others were valued. */
  readonly learned: number;
  readonly range: Bounds & { readonly from: 'given' | 'configuration' | 'observed' };
  /** `sorted`: by time, before anything was valued. `file`: not every row has a time. */
  readonly order: 'time' | 'sorted' | 'file';
  readonly layout: LogLayout;
  readonly replicates: number;
  readonly valuation: Valuation;
}

/**
 * Values policies by a log of any length, in memory that doesn't grow with it but for 8 bytes a row where rows have ids.
 * @throws {InvalidInputError} naming lines, fields and fixes when the log or a target can't be used.
 */
export async function evaluateLog(options: EvaluateOptions): Promise<Evaluation> {
  const { targets, configuration, threads } = options;
  const form = await formOf(options);
  let wanted: Wanted = { needsShadow: targets.some(({ spec }) => spec.kind === 'shadow') };
  const pool = openTaskPool(threads);
  try {
    let log = await surveyLog(options, pool, options.files, form, wanted);
    const until = lastWholeTime(log.survey);
    if (typeof until === 'number') wanted = { ...wanted, until };
    const order = orderOf(log.survey);
    if (order === 'sorted') {
      const sorted = await sortLog(log.parts, form, options.folder);
      log = await surveyLog(options, pool, [sorted], form, wanted);
    } else if (typeof until === 'number') {
      log = await surveyLog(options, pool, options.files, form, wanted);
    }
    refuseTooMany(log.survey);
    for (const target of targets) checkTarget(target, log.survey);
    const layout = layoutOf(log.survey);
    const range = rangeOf(options, form, log.survey);
    const learned = targets.some(({ spec }) => learnsFromLog(spec))
      ? Math.floor(log.usable * options.learn)
      : 0;
    const reading = { form, layout, wanted, learned };
    const ready = await readyTargets(options, pool, log, range, reading);
    const replicates = options.replicates ?? replicatesFor(log.usable);
    const settings: ValuationSettings = {
      range,
      planned: log.usable - learned,
      leastLogged: log.survey.leastLogged,
      dimension: rowEncoder(layout).dimension,
      replicates,
    };
    const valuation = await valued(options, pool, log.parts, ready, settings, reading, log.survey.immature);
    const { format } = form;
    const { survey, duplicates } = log;
    return { format, survey, duplicates, learned, range, order, layout, replicates, valuation };
  } finally {
    await pool.close();
  }

  async function readyTargets(
    { onProgress }: EvaluateOptions,
    pool: TaskPool,
    log: KnownLog,
    range: Bounds,
    reading: Reading,
  ): Promise<readonly ReadyTarget[]> {
    const ready: ReadyTarget[] = [];
    const isOwn = form.format === 'matured';
    let shared: Awaited<ReturnType<typeof learnedBy>> | undefined;
    for (const target of targets) {
      const { spec } = target;
      if (spec.kind === 'strategy') {
        shared ??= await learnedBy(isOwn ? configuration : undefined);
        const bytes = isOwn
          ? configuredSnapshot(configuration, shared, spec.strategy)
          : surveyedSnapshot(spec.strategy, reading.layout, shared, configuration.exploration);
        ready.push(readyTarget(target, bytes, configuration.fallback));
      } else if (spec.kind === 'configuration') {
        requireOwn(target.name, isOwn);
        const bytes = configuredSnapshot(spec.configuration, await learnedBy(spec.configuration));
        ready.push(readyTarget(target, bytes, configuration.fallback));
      } else ready.push(readyTarget(target, undefined, configuration.fallback));
    }
    return ready;

    async function learnedBy(by: Configuration | undefined) {
      const parts = log.parts.filter(({ before }) => before < reading.learned);
      const task = {
        kind: 'learn',
        ...reading,
        ...(by === undefined ? { range } : { configuration: by }),
      } as const;
      return mergeLearned(
        await eachPart(parts, 'Learning', onProgress, (part) => pool.run({ ...task, part })),
      );
    }
  }
}

/** Every row is asked about every action that it doesn't rule out. */
const MOST_ACTIONS = 1_000;

function refuseTooMany({ actions, listed, rows }: LogSurvey): void {
  if (actions.size <= MOST_ACTIONS || listed === rows) return;
  throw new InvalidInputError(
    'schema-violation',
    `The log has ${actions.size.toLocaleString('en-US')} different actions and doesn't say which could be taken. List them in each row under "actions", or name groups of actions instead.`,
  );
}

interface Reading {
  readonly form: LogForm;
  readonly layout: LogLayout;
  readonly wanted: Wanted;
  readonly learned: number;
}

function requireOwn(name: string, isOwn: boolean): void {
  if (isOwn) return;
  throw new InvalidInputError(
    'config-invalid',
    `${name}: a configuration can be fitted to the matured log alone, whose contexts it knows. Name a strategy instead.`,
  );
}

async function formOf({ files, place, format, configuration }: EvaluateOptions): Promise<LogForm> {
  const costs = new Map<string, number>(configuration.channels.map(({ id, cost }) => [id, cost]));
  for (const file of files) {
    const line = await firstLine(file);
    if (line === undefined) continue;
    const written = format ?? formatOf(line.replace(/^\uFEFF/, ''), file.path);
    if (written !== 'obd') return { format: written, costs };
    const items = await itemsBeside(place);
    return { format: written, header: line, costs, ...(items === undefined ? {} : { items }) };
  }
  throw new InvalidInputError('schema-violation', `${place} is empty: a log has a line for each decision.`);
}

async function surveyLog(
  { onProgress }: EvaluateOptions,
  pool: TaskPool,
  files: readonly LogFile[],
  form: LogForm,
  wanted: Wanted,
): Promise<KnownLog> {
  const parts = await logParts(files, form.format === 'obd');
  const surveys = await eachPart(parts, 'Reading', onProgress, (part) =>
    pool.run({ kind: 'survey', part, form, wanted }),
  );
  return knownLog(parts, surveys);
}

function orderOf({
  rows,
  immature,
  recent,
  single,
  withoutShadow,
  withTime,
  inOrder,
}: LogSurvey): Evaluation['order'] {
  if (withTime < rows + immature + recent + single + withoutShadow || withTime === 0) return 'file';
  return inOrder ? 'time' : 'sorted';
}

function rangeOf(
  { range, configuration }: EvaluateOptions,
  { format }: LogForm,
  { rewards }: LogSurvey,
): Evaluation['range'] {
  if (range !== undefined) {
    if (rewards.least < range.lower || rewards.most > range.upper) {
      throw new InvalidInputError(
        'config-invalid',
        `Rewards reach from ${rewards.least} to ${rewards.most}, beyond --reward-range ${range.lower}..${range.upper}. Give the range that no reward can leave.`,
      );
    }
    return { ...range, from: 'given' };
  }
  if (rewards.least > rewards.most) return { lower: 0, upper: 1, from: 'observed' };
  if (format === 'matured') {
    const { min, max } = configuration.reward;
    const lower = min - Math.max(0, ...configuration.channels.map(({ cost }) => cost));
    if (rewards.least >= lower && rewards.most <= max) return { lower, upper: max, from: 'configuration' };
  }
  // Clicks and the like: a log of few may show no 0 or no 1.
  if (rewards.least >= 0 && rewards.most <= 1) return { lower: 0, upper: 1, from: 'observed' };
  return { lower: rewards.least, upper: rewards.most, from: 'observed' };
}

/** As many as a bootstrap of so many rows needs: with the rows, what chance remains in the percentiles shrinks. */
function replicatesFor(rows: number): number {
  if (rows <= 200_000) return 1_000;
  return rows <= 2_000_000 ? 400 : 200;
}

async function valued(
  { onProgress }: EvaluateOptions,
  pool: TaskPool,
  all: readonly KnownPart[],
  targets: readonly ReadyTarget[],
  settings: ValuationSettings,
  reading: Reading,
  immature: number,
): Promise<Valuation> {
  const parts = all.filter(
    (_, index) => (all[index + 1]?.before ?? Number.POSITIVE_INFINITY) > reading.learned,
  );
  const bounds = pool.run({ kind: 'bounds', ...reading, parts, settings, targets });
  // Awaited below; until then a failure must not count as unhandled.
  bounds.catch(() => undefined);
  const fitted = await eachPart(parts, 'Fitting', onProgress, (part) =>
    pool.run({ kind: 'fit', ...reading, part, settings }),
  );
  const model = mergeModels(settings, fitted);
  const policies = targets.map(makeTarget);
  const whole = valuePass(settings, policies, undefined);
  const values = await eachPart(parts, 'Valuing', onProgress, (part) =>
    pool.run({ kind: 'value', ...reading, part, settings, targets, model }),
  );
  for (const each of values) whole.merge(each);
  for (let row = 0; row < immature; row++) whole.addImmature();
  return valuationOf(settings, policies, whole, await bounds);
}

async function eachPart<Part extends LogPart, Result>(
  parts: readonly Part[],
  phase: string,
  onProgress: EvaluateOptions['onProgress'],
  work: (part: Part) => Promise<Result>,
): Promise<readonly Result[]> {
  const ofBytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  onProgress(phase, done, ofBytes);
  return await Promise.all(
    parts.map(async (part) => {
      const result = await work(part);
      done += part.bytes;
      onProgress(phase, done, ofBytes);
      return result;
    }),
  );
}
