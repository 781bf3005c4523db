import type { SearchLog } from '../../src/app/search/search-log.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { servedPolicyOf, servedPolicySchema } from '../../src/contracts/served-policy.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { ServedPolicy } from '../../src/core/policy/served-policy.ts';
import { isStrategyName, LADDER, STRATEGY_NAMES } from '../../src/core/policy/strategy.ts';
import { loadDocument } from '../load-document.ts';

/**
 * The policy that an option names: a candidate of the search by its name or as `best`, a strategy of the ladder, or a file.
 * @throws {InvalidInputError} `schema-violation` when it names none.
 */
export async function policyOption(text: string, search: SearchLog | undefined): Promise<ServedPolicy> {
  const wanted = text === 'best' ? search?.best : text;
  if (wanted === undefined) {
    throw unknown('best', 'The search confirmed nothing that is better; there is nothing to promote.');
  }
  const candidate = search?.candidates.find(({ name }) => name === wanted);
  if (candidate !== undefined) return candidate.policy;
  if (wanted === 'no-contact' || wanted === 'uniform' || wanted === 'fixed-rules') return { kind: wanted };
  if (isStrategyName(wanted) && LADDER[wanted].validPropensities)
    return { kind: 'learned', strategy: wanted };
  if (!/\.(json|ts|mjs|js)$/.test(wanted)) {
    const strategies = STRATEGY_NAMES.filter((name) => LADDER[name].validPropensities).join(', ');
    throw unknown(
      wanted,
      `Give a file, one of ${strategies}, or with --search the name of a candidate or best.`,
    );
  }
  return servedPolicyOf(readWith(servedPolicySchema, await loadDocument(wanted, 'a policy')));
}

function unknown(text: string, fix: string): InvalidInputError {
  return new InvalidInputError('schema-violation', `"${text.slice(0, 80)}" names no policy. ${fix}`);
}
