import { chanceFrom } from './chance.ts';
import { checkGrid } from './check-grid.ts';
import { compare } from './compare.ts';
import { type LawBook, makeLawBooks } from './law-books.ts';
import { decisive } from './law-check.ts';
import { type LawCase, randomCase } from './random-case.ts';
import { shrinkCase } from './shrink-case.ts';
import { tellCase } from './tell-case.ts';

export interface Block {
  readonly seed: number;
  readonly number: number;
  readonly cases: number;
}

/** What a block of cases showed; blocks add up. */
export interface LawFindings {
  readonly cases: number;
  readonly allowed: number;
  readonly grids: number;
  readonly windows: number;
  readonly instants: number;
  readonly disagreements: number;
  /** How often each provision forbade, and how often nothing else did. */
  readonly forbade: ReadonlyMap<string, number>;
  readonly decided: ReadonlyMap<string, number>;
  /** Of the first disagreements, with every fact left out that does not matter. */
  readonly dumps: readonly string[];
}

const GRID_SHARE = 0.01;
const DUMPS = 5;

const BOOKS = makeLawBooks();

/** Makes up the block's cases and has engine and checker judge each, and for some a whole grid of actions. */
export function runBlock({ seed, number, cases }: Block, books: readonly LawBook[] = BOOKS): LawFindings {
  const chance = chanceFrom(seed, number);
  const forbade = new Map<string, number>();
  const decided = new Map<string, number>();
  const dumps: string[] = [];
  const found = { cases, allowed: 0, grids: 0, windows: 0, instants: 0, disagreements: 0 };
  for (let index = 0; index < cases; index += 1) {
    const lawCase = randomCase(chance, books);
    const { checker, isAgreed } = compare(lawCase);
    if (checker.isAllowed) found.allowed += 1;
    for (const name of checker.blockedBy) count(forbade, name);
    for (const name of decisive(checker)) count(decided, name);
    if (!isAgreed) {
      found.disagreements += 1;
      if (dumps.length < DUMPS) dumps.push(dumpOf(lawCase));
    }
    if (!chance.flip(GRID_SHARE)) continue;
    const grid = checkGrid(chance, lawCase);
    found.grids += 1;
    found.windows += grid.windows;
    found.instants += grid.instants;
    if (grid.faults.length === 0) continue;
    found.disagreements += 1;
    if (dumps.length < DUMPS) dumps.push([...grid.faults.slice(0, DUMPS), tellCase(lawCase)].join('\n'));
  }
  return { ...found, forbade, decided, dumps };
}

/** Both findings together. */
export function addFindings(one: LawFindings, other: LawFindings): LawFindings {
  return {
    cases: one.cases + other.cases,
    allowed: one.allowed + other.allowed,
    grids: one.grids + other.grids,
    windows: one.windows + other.windows,
    instants: one.instants + other.instants,
    disagreements: one.disagreements + other.disagreements,
    forbade: addCounts(one.forbade, other.forbade),
    decided: addCounts(one.decided, other.decided),
    dumps: [...one.dumps, ...other.dumps].slice(0, DUMPS),
  };
}

function dumpOf(lawCase: LawCase): string {
  const { isAllowed } = compare(lawCase).checker;
  const smallest = shrinkCase(lawCase, (smaller) => {
    const { checker, isAgreed } = compare(smaller);
    return !isAgreed && checker.isAllowed === isAllowed;
  });
  const { checker, hits } = compare(smallest);
  return [
    `checker: ${[...checker.blockedBy].join(', ') || 'lawful'}`,
    `engine: ${hits.map(({ rule }) => rule).join(', ') || 'lawful'}`,
    tellCase(smallest),
  ].join('\n');
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function addCounts(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sum = new Map(one);
  for (const [name, times] of other) sum.set(name, (sum.get(name) ?? 0) + times);
  return sum;
}
