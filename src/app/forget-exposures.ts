import type { BorrowerId } from '../core/identifiers.ts';
import type { Dependencies } from './dependencies.ts';

/** Takes the borrower out of what guardrails counted, in every experiment that the book knows, ended ones too. */
export async function forgetExposures(
  {
    configuration,
    policyBooks,
    exposures,
  }: Pick<Dependencies, 'configuration' | 'policyBooks' | 'exposures'>,
  borrower: BorrowerId,
): Promise<void> {
  const book = await policyBooks.get(configuration.model);
  for (const { experiment } of book?.experiments ?? []) await exposures.forget(experiment.id, borrower);
}
