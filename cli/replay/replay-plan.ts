import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Configuration } from '../../src/core/configuration.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { BANK_MARKETING } from './datasets/bank-marketing.ts';
import type { DataSet } from './datasets/data-set.ts';
import { OBD_MEN } from './datasets/obd-men.ts';
import { locateData } from './locate-data.ts';
import { readCsv } from './read-csv.ts';
import { readReplaySchema } from './read-replay-schema.ts';
import { replayConfiguration } from './replay-configuration.ts';
import type { ReplayRow } from './replay-row.ts';
import type { ReplaySchema } from './replay-schema.ts';
import { makeRowReader } from './row-reader.ts';
import type { ReplaySettings } from './run-replay.ts';

export const DATA_SETS: Readonly<Record<string, DataSet>> = {
  [BANK_MARKETING.schema.name]: BANK_MARKETING,
  [OBD_MEN.schema.name]: OBD_MEN,
};

/** What to replay, from the command line. */
export type Source = { readonly dataset: string } | { readonly file: string; readonly schema: string };

/** A replay that is ready to run. */
export interface ReplayPlan {
  readonly schema: ReplaySchema;
  readonly configuration: Configuration;
  readonly settings: ReplaySettings;
  /** What the replay shows and what it does not. */
  readonly caveat: string;
  /** The last row that is replayed; infinite for the whole file. */
  readonly lastRow: number;
  /** The file's rows from one number to another, read anew each time. */
  readonly rows: (first: number, last: number) => AsyncIterable<ReplayRow>;
  /** Digest of all that decides the result. */
  readonly identity: string;
}

const CAVEATS: Readonly<Record<ReplaySchema['mode'], string>> = {
  model:
    'Outcomes are drawn from a model fitted on the other half of the rows. The figures say how well Rapport learns that model; whether the model is right about actions that were not chosen at random, no replay can say.',
  logged:
    'A row is kept only where the action drawn by Rapport is the logged one, so it learns from few rows. The inverse-propensity values are right only if the logged propensities are.',
};

/**
 * The plan for a data set or a user's own file.
 * @throws {InvalidInputError} when the data, the schema or the name can't be used, with the fix.
 */
export function planReplay(source: Source, settings: ReplaySettings, lastRow: number): ReplayPlan {
  const { path, schema, caveat } = 'dataset' in source ? ofDataSet(source.dataset) : ofFile(source);
  const configuration = replayConfiguration(schema, settings.delayRows);
  const read = makeRowReader(schema, configuration);
  return {
    schema,
    configuration,
    settings,
    caveat,
    lastRow,
    rows: (first, last) => rowsOf(path, schema.delimiter, read, first, last),
    identity: digest(JSON.stringify([schema, settings, lastRow]), readBytes(path)),
  };
}

function ofDataSet(name: string): { path: string; schema: ReplaySchema; caveat: string } {
  const found = Object.hasOwn(DATA_SETS, name) ? DATA_SETS[name] : undefined;
  if (found === undefined) {
    throw new InvalidInputError(
      'config-invalid',
      `There is no data set "${name}"; use one of ${Object.keys(DATA_SETS).join(', ')}, or --file with --schema.`,
    );
  }
  return { path: locateData(found.file, found.origin), schema: found.schema, caveat: found.caveat };
}

function ofFile({ file, schema: schemaPath }: { file: string; schema: string }) {
  const schema = readReplaySchema(parseJson(schemaPath));
  return { path: file, schema, caveat: CAVEATS[schema.mode] };
}

async function* rowsOf(
  path: string,
  delimiter: string,
  read: ReturnType<typeof makeRowReader>,
  first: number,
  last: number,
): AsyncGenerator<ReplayRow> {
  let number = 0;
  for await (const record of readCsv(path, delimiter)) {
    number += 1;
    if (number > last) return;
    if (number >= first) yield read(record, number);
  }
}

function parseJson(path: string): unknown {
  const text = readBytes(path).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInputError(
      'config-invalid',
      `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InvalidInputError(
      'config-invalid',
      `${basename(path)} can't be read: ${path} is missing or closed to you.`,
      {
        cause: error,
      },
    );
  }
}

function digest(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
}
