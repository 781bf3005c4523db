import { readFile } from 'node:fs/promises';
import type { GroupOfBorrower } from '../../src/app/promotion/group-facts.ts';
import { InvalidInputError } from '../../src/core/errors.ts';

/**
 * Which group each borrower of a file is in: lines `borrower,group` (a first line of these words is a heading) or JSON
 * objects with `borrower` and `group`.
 * @throws {InvalidInputError} `schema-violation` with the number of a line that is neither, or that contradicts another.
 */
export async function readGroups(path: string): Promise<GroupOfBorrower> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InvalidInputError('schema-violation', `There is no file ${path} with groups.`, { cause });
  });
  const groups = new Map<string, string>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || (index === 0 && isHeading(line))) continue;
    const read = line.trimStart().startsWith('{') ? fromJson(line) : fromCells(line);
    if (read === undefined) throw fault(path, index + 1, 'has no borrower and group');
    const known = groups.get(read.borrower);
    if (known !== undefined && known !== read.group) {
      throw fault(path, index + 1, 'gives a borrower a second group');
    }
    groups.set(read.borrower, read.group);
  }
  if (groups.size === 0) throw new InvalidInputError('schema-violation', `${path} holds no groups.`);
  return groups;
}

interface GroupLine {
  readonly borrower: string;
  readonly group: string;
}

function isHeading(line: string): boolean {
  return /^"?borrower"?\s*,\s*"?group"?\s*$/i.test(line);
}

function fromCells(line: string): GroupLine | undefined {
  const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const [borrower = '', group = ''] = cells;
  return cells.length !== 2 || borrower === '' || group === '' ? undefined : { borrower, group };
}

function fromJson(line: string): GroupLine | undefined {
  try {
    const { borrower, group } = JSON.parse(line) as { readonly borrower?: unknown; readonly group?: unknown };
    return typeof borrower === 'string' && typeof group === 'string' && borrower !== '' && group !== ''
      ? { borrower, group }
      : undefined;
  } catch {
    return undefined;
  }
}

function fault(path: string, line: number, problem: string): InvalidInputError {
  const fix = 'Write borrower,group or {"borrower": "…", "group": "…"} on each line.';
  return new InvalidInputError('schema-violation', `Line ${line} of ${path} ${problem}. ${fix}`);
}
