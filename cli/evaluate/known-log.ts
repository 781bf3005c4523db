import { basename } from 'node:path';
import { type LogSurvey, mergeSurveys } from '../../src/app/evaluate/log-survey.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { KnownPart, PartSurvey } from './evaluate-tasks.ts';
import type { LogPart } from './log-parts.ts';

/** A log that was looked through. */
export interface KnownLog {
  readonly survey: LogSurvey;
  readonly parts: readonly KnownPart[];
  /** Rows whose decision was there before: left out. */
  readonly duplicates: number;
  /** Rows that can be valued or learned from. */
  readonly usable: number;
}

/**
 * What the surveys of all parts come to.
 * @throws {InvalidInputError} `schema-violation` naming lines, fields and fixes when some can't be read.
 */
export function knownLog(parts: readonly LogPart[], surveys: readonly PartSurvey[]): KnownLog {
  refuseFaults(parts, surveys);
  const survey = mergeSurveys(surveys.map((each) => each.survey));
  const skips = duplicatesIn(surveys.map(({ ids }) => ids));
  let before = 0;
  const known = parts.map((part, index): KnownPart => {
    const skip = skips[index] ?? [];
    const own = { ...part, before, skip };
    before += (surveys[index]?.survey.rows ?? 0) - skip.length;
    return own;
  });
  const duplicates = skips.reduce((sum, skip) => sum + skip.length, 0);
  return { survey, parts: known, duplicates, usable: survey.rows - duplicates };
}

const MOST_TOLD = 10;

function refuseFaults(parts: readonly LogPart[], surveys: readonly PartSurvey[]): void {
  const faulty = surveys.reduce((sum, each) => sum + each.faulty, 0);
  if (faulty === 0) return;
  const fields = [];
  let [before, path] = [0, ''];
  for (const [index, part] of parts.entries()) {
    if (part.path !== path) before = 0;
    path = part.path;
    for (const { line, field, problem, fix } of surveys[index]?.faults ?? []) {
      fields.push({ pointer: `${basename(path)}, line ${before + line}, ${field}`, problem, fix });
    }
    before += surveys[index]?.lines ?? 0;
  }
  const told = fields.slice(0, MOST_TOLD);
  const more = faulty > told.length ? `; the first ${told.length} are listed` : '';
  throw new InvalidInputError(
    'schema-violation',
    `${faulty.toLocaleString('en-US')} line(s) of the log can't be read${more}. Nothing was valued.`,
    { fields: told },
  );
}

/** For each part the places of rows whose id was there before, in it or in an earlier one. */
function duplicatesIn(ids: readonly Float64Array[]): readonly (readonly number[])[] {
  const all = new Float64Array(ids.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of ids) {
    all.set(part, place);
    place += part.length;
  }
  all.sort();
  const repeated = new Set<number>();
  // Rows without an id are NaN, which equals nothing.
  for (let index = 1; index < all.length; index++) {
    const id = all[index] ?? Number.NaN;
    if (id === all[index - 1]) repeated.add(id);
  }
  if (repeated.size === 0) return ids.map(() => []);
  const seen = new Set<number>();
  return ids.map((part) => {
    const skip: number[] = [];
    for (const [index, id] of part.entries()) {
      if (!repeated.has(id)) continue;
      if (seen.has(id)) skip.push(index);
      seen.add(id);
    }
    return skip;
  });
}
