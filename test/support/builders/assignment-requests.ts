import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import type { AssignmentRequest } from '../../../src/core/experiment/assignment-request.ts';
import { at, borrowerId } from './identifiers.ts';

/** What experiments see of a decision: that of a borrower 20 days past due, once the first ramp has opened. */
export function anAssignmentRequest(overrides: Partial<AssignmentRequest> = {}): AssignmentRequest {
  return {
    borrowerId: borrowerId('b-1'),
    clusters: {},
    purpose: 'servicing',
    context: { daysPastDue: 20 },
    now: at('2026-11-27T06:30:00Z'),
    sha256: nodeSha256,
    ...overrides,
  };
}
