import type { SearchLog } from '../../src/app/search/search-log.ts';

/** `98.33 %` */
export function levelText(level: number): string {
  return `${Number((100 * level).toFixed(2))} %`;
}

/** What a search came to, in a sentence or two. */
export function findingOf({ best, candidates, confirmation, finished }: SearchLog): string {
  if (!finished) return 'The search is not finished; run it again with the same --out to go on.';
  if (best !== undefined) {
    return `${best} is better than what is served: confirmed by decisions that had no part in its choice, out of ${candidates.length} that were tried.`;
  }
  const told = candidates.filter(({ selected }) => selected.verdict === 'tell').length;
  if (told === 0) {
    return 'The log can not tell of any of them: it is too short, or hardly ever does what they want. Collect more, or let what is served explore more.';
  }
  return confirmation === undefined
    ? 'Nothing looks better than what is served. That is a normal answer.'
    : 'Nothing is surely better than what is served: what looked better was not confirmed. That is a normal answer.';
}
