import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';

/** Takes out of the parking lot what names the borrower or one of the decisions. */
export async function forgetParked(
  { parking }: Pick<Dependencies, 'parking'>,
  { borrower, decisions }: { readonly borrower: BorrowerId; readonly decisions: ReadonlySet<DecisionId> },
): Promise<void> {
  const named = new Set<unknown>([borrower, ...decisions]);
  for await (const { id, body } of parking.list()) {
    const fields = fieldsOf(body);
    if (!named.has(fields.get('decisionId')) && !named.has(fields.get('borrowerId'))) continue;
    await contend('Forgetting a parked message', async () => {
      const still = await parking.get(id);
      return still === undefined ? 'removed' : await parking.remove(still);
    });
  }
}

/** The members of a message that is a JSON object; none of one that is not. */
function fieldsOf(body: string): ReadonlyMap<string, unknown> {
  try {
    return new Map(Object.entries(JSON.parse(body) ?? {}));
  } catch {
    return new Map();
  }
}
