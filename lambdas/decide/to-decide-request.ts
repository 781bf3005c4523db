import type { DecideRequest } from '../../src/app/decide-request.ts';
import type { DecisionRequest } from '../../src/contracts/decision-request.ts';

/** The use case's request: that of the API under the caller's key. */
export function toDecideRequest(request: DecisionRequest, idempotencyKey: string): DecideRequest {
  const { borrower, purpose, context, actions, horizonHours, requireConfirm } = request;
  return {
    idempotencyKey,
    borrower,
    purpose,
    context,
    exclude: actions?.exclude ?? [],
    ...(horizonHours === undefined ? {} : { horizonHours }),
    requireConfirm,
  };
}
