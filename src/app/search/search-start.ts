import { canonicalJson } from '../../core/canonical-json.ts';
import type { Configuration } from '../../core/configuration.ts';
import { formatInstant } from '../../core/time/instant.ts';
import { hexadecimal } from '../hexadecimal.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { PastLog } from './past-log.ts';
import { SEARCH_LOG_SCHEMA, type SearchLog, type SearchPart, type SearchSettings } from './search-log.ts';
import type { LogPart } from './split-log.ts';

export interface SearchSubject {
  readonly log: PastLog;
  readonly configuration: Configuration;
  readonly settings: SearchSettings;
  readonly sha256: Sha256;
}

const USES = ['learn', 'select', 'confirm'] as const;

/** A search before its first candidate. */
export function searchStart(
  { log, configuration, settings, sha256 }: SearchSubject,
  parts: readonly LogPart[],
): SearchLog {
  const { digest, rows, young, single, inExperiments } = log;
  return {
    schema: SEARCH_LOG_SCHEMA,
    kind: 'policy-search',
    settings,
    log: { digest, rows: rows.length, young, single, inExperiments },
    configuration: configurationDigest(configuration, sha256),
    parts: USES.flatMap((use, place): readonly SearchPart[] => {
      const part = parts[place];
      if (part === undefined) return [];
      const { from, to } = part;
      const compared = part.rows.filter(({ isCompared }) => isCompared).length;
      return [{ use, from: formatInstant(from), to: formatInstant(to), rows: part.rows.length, compared }];
    }),
    candidates: [],
    finished: false,
  };
}

/** Of everything that candidates differ from. */
export function configurationDigest(configuration: Configuration, sha256: Sha256): string {
  return `sha256:${hexadecimal(sha256(canonicalJson(configuration)))}`;
}

/** Whether what the other search found holds for this one: candidates' values don't depend on which others there are. */
export function isSameSearch(before: SearchLog, now: SearchLog): boolean {
  const essence = ({ log, configuration, parts, settings: { seed, alpha } }: SearchLog) =>
    canonicalJson({ log, configuration, parts, seed, alpha });
  return essence(before) === essence(now);
}
