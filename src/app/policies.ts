import { ConflictError } from '../core/errors.ts';
import { findPolicyFaults } from '../core/experiment/faults/find-policy-faults.ts';
import type { Change, PolicyBook } from '../core/experiment/policy-book.ts';
import { resume } from '../core/experiment/transitions/resume.ts';
import { rollback } from '../core/experiment/transitions/rollback.ts';
import { setShadow } from '../core/experiment/transitions/set-shadow.ts';
import type { ServedPolicy } from '../core/policy/served-policy.ts';
import { makeChangeBook } from './change-book.ts';
import { declaredFacts } from './declared-facts.ts';
import type { Dependencies } from './dependencies.ts';
import type { Signed } from './experiments.ts';
import { refuseFaults } from './refuse-faults.ts';
import { makeRequireSnapshots } from './require-snapshots.ts';

/** What is served to all, and every change of what is served to anybody, oldest first. */
export interface ServedToAll {
  /** Absent before the first change: everything is as configured. */
  readonly book?: PolicyBook;
  readonly changes: readonly Change[];
}

/** What people do with the policies that are served to everybody who is in no experiment. */
export interface Policies {
  read(): Promise<ServedToAll>;
  /**
   * Takes the latest promotion back.
   * @param seen The version of the book that was read, so that a repetition of the call does not take two back.
   * @throws {ConflictError} `nothing-to-roll-back`; `version-moved` when the book no longer says what was read.
   */
  rollback(signed: Signed, seen?: number): Promise<PolicyBook>;
  /** Logs a policy's propensities beside those of what decides; none takes it away. @throws {NotFoundError} `snapshot-unknown`; {@link InvalidInputError} `schema-violation`. */
  shadow(policy: ServedPolicy | undefined, signed: Signed): Promise<PolicyBook>;
  /** Lets experiments go on after a pause. @throws {ConflictError} `experiments-not-paused`. */
  resume(signed: Signed): Promise<PolicyBook>;
}

export function makePolicies(
  deps: Pick<Dependencies, 'configuration' | 'policyBooks' | 'snapshots'>,
): Policies {
  const { configuration, policyBooks } = deps;
  const { model } = configuration;
  const facts = declaredFacts(configuration);
  const changeBook = makeChangeBook(deps);
  const requireSnapshots = makeRequireSnapshots(deps);
  return {
    async read() {
      const book = await policyBooks.get(model);
      return book === undefined ? { changes: [] } : { book, changes: await policyBooks.history(model) };
    },
    rollback: (signed, seen) =>
      changeBook((book) => {
        const version = book?.version ?? 0;
        if (seen !== undefined && seen !== version) {
          const message = `The policy book is at version ${version}, not ${seen}. Read it again before you roll back.`;
          throw new ConflictError('version-moved', message);
        }
        return rollback(book, { model, ...signed });
      }),
    async shadow(policy, signed) {
      if (policy !== undefined) {
        refuseFaults('The policy can not watch', findPolicyFaults(policy, facts, '/policy'));
        await requireSnapshots([policy]);
      }
      return await changeBook((book) => setShadow(book, policy, { model, ...signed }));
    },
    resume: (signed) => changeBook((book) => resume(book, { model, ...signed })),
  };
}
