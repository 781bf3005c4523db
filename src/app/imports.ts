import { CorruptStateError } from '../core/errors.ts';
import type { ActionId, ModelId } from '../core/identifiers.ts';
import { scaled } from '../core/model/decay.ts';
import type { WeeklyStatistics } from '../core/model/weekly-statistics.ts';
import { type WeeklyByArm, weeklyStatistics } from './arm-statistics.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { Import } from './ports/import-registry.ts';

/**
 * Where an import's statistics are kept: apart from those that decisions made, so that nothing which reads, folds,
 * verifies or takes back the latter ever meets an import. No model's name has a plus sign in it.
 */
export function importedModel(model: ModelId, name: string): ModelId {
  return `${model}+${name}` as ModelId;
}

export interface Learned {
  readonly weekly: WeeklyByArm;
  /** The part of it that decisions of its own taught. */
  readonly own: WeeklyByArm;
  readonly imports: readonly Import[];
}

/**
 * What each arm has learned, week by week: from decisions, and from registered imports at their weights.
 * @throws {UnavailableError} `contention` when an import is being changed all the time.
 * @throws {CorruptStateError} `statistics-corrupt` when an import's rows are not all there.
 */
export async function readLearned(
  { statistics, imports }: Pick<Dependencies, 'statistics' | 'imports'>,
  model: ModelId,
): Promise<Learned> {
  const own = await weeklyStatistics(statistics, model);
  return await contend('Reading the imports', async () => {
    const registered = await imports.list(model);
    const weekly = new Map<ActionId, readonly WeeklyStatistics[]>(own);
    const short: Import[] = [];
    for (const each of registered) {
      const ofImport = await weeklyStatistics(statistics, importedModel(model, each.name));
      let rows = 0;
      for (const [arm, weeks] of ofImport) {
        for (const { statistics: sums } of weeks) rows += sums.count;
        weekly.set(arm, [...(weekly.get(arm) ?? []), ...weeks.map((week) => weighted(week, each.weight))]);
      }
      if (rows !== each.rows) short.push(each);
    }
    const [first] = short;
    if (first === undefined) return { weekly: inKeyOrder(weekly), own, imports: registered };
    // A removal takes the entry away first: whoever read it before finds rows missing once, and no entry at the next look.
    const still = await imports.get(model, first.name);
    if (still?.version === first.version) throw incomplete(first);
    return 'moved';
  });
}

/** Whatever sums over arms without being exact then does so in one order. */
function inKeyOrder(weekly: WeeklyByArm): WeeklyByArm {
  return new Map([...weekly].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function weighted({ week, statistics }: WeeklyStatistics, weight: number): WeeklyStatistics {
  return { week, statistics: scaled(statistics, weight) };
}

function incomplete({ name, rows }: Import): CorruptStateError {
  return new CorruptStateError(
    'statistics-corrupt',
    `The import ${name} is registered with ${rows} rows and they are not all there; remove it and import its file again.`,
    { details: { import: name, rows } },
  );
}
