import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { makeFeatureRecords } from '../../src/app/feature-records.ts';
import { makeProfiles } from '../../src/app/profiles.ts';
import { makeReadDecision } from '../../src/app/read-decision.ts';
import { makeReadModel } from '../../src/app/read-model.ts';
import { decisionView } from '../../src/contracts/decision-view.ts';
import { featuresResponse } from '../../src/contracts/feature-record.ts';
import { healthResponse } from '../../src/contracts/health.ts';
import { borrowerIdSchema, decisionIdSchema, modelIdSchema } from '../../src/contracts/identifiers.ts';
import { modelView } from '../../src/contracts/model-view.ts';
import { openApiDocument } from '../../src/contracts/openapi.ts';
import type { RouteKeyOf } from '../../src/contracts/operations.ts';
import { contactsResponse, profileResponse } from '../../src/contracts/profile-response.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { pathId } from '../_shared/path-id.ts';
import { routeOf } from '../_shared/route-of.ts';
import type { Runtime } from '../_shared/runtime.ts';

type Answer = (event: APIGatewayProxyEventV2) => Promise<object>;

/** What is read, and nothing else done with. */
export function makeReadHandler(runtime: Runtime): HttpHandler {
  const { champions, configuration } = runtime;
  const readDecision = makeReadDecision(runtime);
  const readModel = makeReadModel(runtime);
  const profiles = makeProfiles(runtime);
  const features = makeFeatureRecords(runtime);
  // Made when it is first asked for: it takes longer than all else at a cold start.
  let document: object | undefined;

  const routes: Readonly<Record<RouteKeyOf<'read'>, Answer>> = {
    'GET /v1/decisions/{id}': async (event) => {
      const { record, state } = await readDecision(pathId(event, decisionIdSchema, 'decision-unknown'));
      return decisionView(record, state, configuration);
    },
    'GET /v1/borrowers/{id}': async (event) => profileResponse(await profiles.get(borrowerIdOf(event))),
    'GET /v1/borrowers/{id}/contacts': async (event) => {
      const id = borrowerIdOf(event);
      return contactsResponse(id, await profiles.contacts(id));
    },
    'GET /v1/borrowers/{id}/features': async (event) =>
      featuresResponse(await features.get(pathId(event, borrowerIdSchema, 'features-unknown'))),
    'GET /v1/models/{id}': async (event) => {
      const { champion, snapshot } = await readModel(pathId(event, modelIdSchema, 'model-unknown'));
      return modelView(champion, snapshot);
    },
    'GET /v1/health': async () =>
      healthResponse(configuration.model, await champions.get(configuration.model)),
    'GET /openapi.json': async () => {
      document ??= openApiDocument();
      return document;
    },
  };

  return httpChain(runtime).handler(async (event) => jsonAnswer(200, await routeOf(routes, event)(event)));
}

function borrowerIdOf(event: APIGatewayProxyEventV2) {
  return pathId(event, borrowerIdSchema, 'borrower-unknown');
}
