import { makeDecide } from '../../src/app/decide.ts';
import { decisionRequestSchema } from '../../src/contracts/decision-request.ts';
import { decisionResponse } from '../../src/contracts/decision-response.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { idempotencyKeyOf } from '../_shared/idempotency-key.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { nowOf } from '../_shared/now.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { toDecideRequest } from './to-decide-request.ts';

/** `POST /v1/decisions`: 201 with a new decision, 200 with the same answer to the same request. */
export function makeDecideHandler(runtime: Runtime): HttpHandler {
  const decide = makeDecide(runtime);
  return httpChain(runtime, 'required').handler(async (event) => {
    const key = idempotencyKeyOf(event);
    const request = readWith(decisionRequestSchema, event.body);
    const { record, state, created } = await decide(
      toDecideRequest(request, key),
      nowOf(runtime, request.at),
    );
    return jsonAnswer(created ? 201 : 200, decisionResponse(record, state));
  });
}
