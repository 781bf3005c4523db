import { canonicalJson } from '../core/canonical-json.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';

/** Makes the book after a change of the book before it; throws when the change is not allowed now. */
export type Transition = (book: PolicyBook | undefined) => PolicyBook;

/** Changes the model's policy book once and gives the book that the change made. */
export type ChangeBook = (transition: Transition) => Promise<PolicyBook>;

/**
 * Every change of what is served to whom goes through here.
 * @throws {UnavailableError} `contention`; and whatever the transition throws. Nothing was changed then.
 */
export function makeChangeBook({
  configuration: { model },
  policyBooks,
}: Pick<Dependencies, 'configuration' | 'policyBooks'>): ChangeBook {
  return async function changeBook(transition) {
    let tried: PolicyBook | undefined;
    return await contend('Changing the policy book', async () => {
      if (tried !== undefined && (await wasMade(tried))) return tried;
      const next = transition(await policyBooks.get(model));
      if ((await policyBooks.put(next)) === 'stored') return next;
      tried = next;
      return 'moved';
    });
  };

  /** A write whose answer was lost may have been overwritten before it was repeated: a rollback must not happen twice. */
  async function wasMade({ version, change }: PolicyBook): Promise<boolean> {
    const history = await policyBooks.history(model);
    const made = history.find((each) => each.version === version);
    return made !== undefined && canonicalJson(made) === canonicalJson(change);
  }
}
