import { configuredActions } from '../../src/app/actions.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { type FieldProblem, InvalidInputError } from '../../src/core/errors.ts';
import { makeEncoder } from '../../src/core/features/encoder.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import { jsonPointer } from '../../src/core/features/json-pointer.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import type { CsvRecord } from './read-csv.ts';
import type { ReplayRow } from './replay-row.ts';
import type { ReplaySchema } from './replay-schema.ts';

export type RowReader = (record: CsvRecord, number: number) => ReplayRow;

type ActionPart = ReplaySchema['action']['channel'];

/**
 * Turns records into rows.
 * @remarks The reader throws {InvalidInputError} `schema-violation` with every fault of a row: `/row/<n>/<column>`,
 * what is wrong and the fix. A value may be named in it: it is the user's own file on the user's own terminal.
 */
export function makeRowReader(schema: ReplaySchema, configuration: Configuration): RowReader {
  const encoder = makeEncoder(configuration.features);
  const actions = new Map<string, ActionId>(
    configuredActions(configuration).map(({ action }) => [action, action]),
  );
  const missing = new Set(schema.missing);

  return (record, number) => {
    const problems: FieldProblem[] = [];
    const fault = (column: string, problem: string, fix: string): void => {
      const pointer = jsonPointer('row', String(number), column);
      // The first fault of a cell explains those that follow from it.
      if (!problems.some((each) => each.pointer === pointer)) problems.push({ pointer, problem, fix });
    };
    const cellOf = (column: string): string => {
      const cell = Object.hasOwn(record, column) ? record[column] : undefined;
      if (cell === undefined) {
        fault(column, 'is no column of the file', `use one of ${Object.keys(record).join(', ')}`);
      }
      return cell ?? '';
    };
    const context = readContext(cellOf, fault);
    const idOf = (part: ActionPart): string => ('fixed' in part ? part.fixed : mapped(part, cellOf, fault));
    const logged = actions.get(`${idOf(schema.action.channel)}@${idOf(schema.action.window)}`);
    const { outcome, reward } = readReward(cellOf(schema.reward.column), fault);
    const propensity = readPropensity(cellOf, fault);
    if (problems.length > 0 || logged === undefined) throw unreadableRow(number, problems);
    return {
      number,
      context,
      x: encode(context, number),
      logged,
      reward,
      ...(outcome === undefined ? {} : { outcome }),
      ...(propensity === undefined ? {} : { propensity }),
    };
  };

  function readContext(cellOf: (column: string) => string, fault: Fault): Context {
    const context: Record<string, number | string> = {};
    for (const feature of schema.features.features) {
      const cell = cellOf(feature.name);
      if (missing.has(cell)) continue;
      if (feature.kind === 'categorical') context[feature.name] = cell;
      else if (cell.trim() !== '' && Number.isFinite(Number(cell))) context[feature.name] = Number(cell);
      else fault(feature.name, `"${cell}" is no number`, 'mend the cell, or list it under missing');
    }
    return context;
  }

  function readReward(cell: string, fault: Fault): { outcome?: string; reward: number } {
    const event = Object.hasOwn(schema.reward.events, cell) ? schema.reward.events[cell] : undefined;
    if (event !== undefined) return { outcome: event.type, reward: event.value };
    if (!schema.reward.nothing.includes(cell)) {
      const known = [...Object.keys(schema.reward.events), ...schema.reward.nothing];
      fault(
        schema.reward.column,
        `"${cell}" is neither an event nor nothing`,
        `use one of ${known.map((text) => `"${text}"`).join(', ')}, or add it to reward.events or reward.nothing`,
      );
    }
    return { reward: 0 };
  }

  function readPropensity(cellOf: (column: string) => string, fault: Fault): number | undefined {
    if (schema.mode === 'model' || schema.propensity === undefined) return undefined;
    if (schema.propensity === 'uniform') return 1 / actions.size;
    const { column } = schema.propensity;
    const cell = cellOf(column);
    const propensity = cell.trim() === '' ? Number.NaN : Number(cell);
    if (!(propensity > 0 && propensity <= 1)) {
      fault(
        column,
        `"${cell}" is no probability`,
        'give the logged action its probability, above 0 and at most 1',
      );
    }
    return propensity;
  }

  /** The encoder names what is wrong by `/context/<feature>`; here the column and the row are known. */
  function encode(context: Context, number: number): Float64Array {
    try {
      return encoder.encode(context).values;
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      throw unreadableRow(
        number,
        error.fields.map((field) => ({
          ...field,
          pointer: field.pointer.replace('/context/', `/row/${number}/`),
        })),
      );
    }
  }
}

type Fault = (column: string, problem: string, fix: string) => void;

function mapped(
  part: Exclude<ActionPart, { fixed: string }>,
  cellOf: (column: string) => string,
  fault: Fault,
): string {
  const cell = cellOf(part.column);
  const id = Object.hasOwn(part.values, cell) ? part.values[cell] : undefined;
  if (id === undefined) {
    fault(
      part.column,
      `"${cell}" stands for no action`,
      `add it to the values of ${part.column}; they are ${Object.keys(part.values).slice(0, 20).join(', ')}`,
    );
  }
  return id ?? '';
}

function unreadableRow(number: number, fields: readonly FieldProblem[]): InvalidInputError {
  const [first] = fields;
  const told = first === undefined ? 'names no action.' : `${first.pointer} ${first.problem}: ${first.fix}.`;
  return new InvalidInputError('schema-violation', `Row ${number} can't be replayed: ${told}`, { fields });
}
