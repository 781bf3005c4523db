/** Things to do at a row to come, in the order in which they were put down. Plain data inside. */
export class Agenda<Item> {
  readonly #byRow: Map<number, Item[]>;

  constructor(saved: readonly (readonly [number, readonly Item[]])[] = []) {
    this.#byRow = new Map(saved.map(([row, items]) => [row, [...items]]));
  }

  add(row: number, item: Item): void {
    const items = this.#byRow.get(row);
    if (items === undefined) this.#byRow.set(row, [item]);
    else items.push(item);
  }

  /** Removes and returns what is to be done at the row. */
  take(row: number): readonly Item[] {
    const items = this.#byRow.get(row) ?? [];
    this.#byRow.delete(row);
    return items;
  }

  /** The last row for which something is put down; 0 when nothing is. */
  get lastRow(): number {
    return Math.max(0, ...this.#byRow.keys());
  }

  save(): (readonly [number, readonly Item[]])[] {
    return [...this.#byRow];
  }
}
