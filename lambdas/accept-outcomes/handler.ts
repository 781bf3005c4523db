import { makeAcceptOutcomes } from '../../src/app/accept-outcomes.ts';
import { outcomesSchemaFor } from '../../src/contracts/outcomes.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { nowOf } from '../_shared/now.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { pointingAtOne } from './pointing-at-one.ts';

/** `POST /v1/outcomes`: 202 once all events are durable. */
export function makeAcceptOutcomesHandler(runtime: Runtime): HttpHandler {
  const accept = makeAcceptOutcomes(runtime);
  return httpChain(runtime, 'required').handler(async (event) => {
    const request = readWith(outcomesSchemaFor(event.body), event.body);
    const now = nowOf(runtime, request.at);
    if ('events' in request) return jsonAnswer(202, await accept(request.events, now));
    const { at: _, ...only } = request;
    return jsonAnswer(202, await pointingAtOne(() => accept([only], now)));
  });
}
