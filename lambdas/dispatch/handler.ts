import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Confirmation, makeDispatch } from '../../src/app/dispatch.ts';
import { confirmRequestSchema, voidRequestSchema } from '../../src/contracts/dispatch.ts';
import { dispatchResponse } from '../../src/contracts/dispatch-response.ts';
import { decisionIdSchema } from '../../src/contracts/identifiers.ts';
import type { RouteKey } from '../../src/contracts/operations.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { nowOf } from '../_shared/now.ts';
import { pathId } from '../_shared/path-id.ts';
import { routeOf } from '../_shared/route-of.ts';
import type { Runtime } from '../_shared/runtime.ts';

type Answer = (event: APIGatewayProxyEventV2) => Promise<Confirmation>;

/** `POST /v1/decisions/{id}/confirm` and `…/void`. */
export function makeDispatchHandler(runtime: Runtime): HttpHandler {
  const dispatch = makeDispatch(runtime);
  const routes: Partial<Record<RouteKey, Answer>> = {
    'POST /v1/decisions/{id}/confirm': async (event) => {
      const { at } = readWith(confirmRequestSchema, event.body ?? {});
      return await dispatch.confirm(decisionIdOf(event), nowOf(runtime, at));
    },
    'POST /v1/decisions/{id}/void': async (event) => {
      const { reason, at } = readWith(voidRequestSchema, event.body);
      const state = await dispatch.void(decisionIdOf(event), reason, nowOf(runtime, at));
      return { send: false, state, hits: [] };
    },
  };
  return httpChain(runtime, 'optional').handler(async (event) => {
    const confirmation = await routeOf(routes, event)(event);
    return jsonAnswer(200, dispatchResponse(confirmation));
  });
}

function decisionIdOf(event: APIGatewayProxyEventV2) {
  return pathId(event, decisionIdSchema, 'decision-unknown');
}
