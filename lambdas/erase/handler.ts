import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { makeEraseBorrower } from '../../src/app/erase-borrower.ts';
import { erasureIdSchema, erasureResponse } from '../../src/contracts/erasure.ts';
import { borrowerIdSchema } from '../../src/contracts/identifiers.ts';
import type { RouteKey } from '../../src/contracts/operations.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { pathId } from '../_shared/path-id.ts';
import { routeOf } from '../_shared/route-of.ts';
import type { Runtime } from '../_shared/runtime.ts';

type Answer = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** `DELETE /v1/borrowers/{id}` and `GET /v1/erasures/{id}`. */
export function makeEraseHandler(runtime: Runtime): HttpHandler {
  const erasure = makeEraseBorrower(runtime);
  const routes: Partial<Record<RouteKey, Answer>> = {
    'DELETE /v1/borrowers/{id}': async (event) => {
      const borrower = pathId(event, borrowerIdSchema, 'schema-violation');
      return jsonAnswer(202, erasureResponse(await erasure.request(borrower, runtime.clock())));
    },
    'GET /v1/erasures/{id}': async (event) => {
      const id = pathId(event, erasureIdSchema, 'erasure-unknown');
      return jsonAnswer(200, erasureResponse(await erasure.get(id)));
    },
  };
  return httpChain(runtime).handler(async (event) => await routeOf(routes, event)(event));
}
