/** What an item holds of an index's keys; an item without them is not in the index. */
type IndexKeys = string | undefined;

/**
 * Write units that keeping one index up to date takes, for entries of at most 1 KB that hold nothing but keys: one to
 * put an entry in, one to take it out, both when its key changes, none when it stays as it is.
 * @see AWS, "Using Global Secondary Indexes in DynamoDB", provisioned throughput considerations. dynalite leaves these
 * units out of what it reports; DynamoDB Local reports the same as this.
 */
export function indexUnits(before: IndexKeys, after: IndexKeys): number {
  if (before === after) return 0;
  return (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
}
