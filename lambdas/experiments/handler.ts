import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { makeExperiments, type Signed } from '../../src/app/experiments.ts';
import { makePolicies } from '../../src/app/policies.ts';
import {
  approvalRequestSchema,
  proposalRequestSchema,
  rampRequestSchema,
  stopRequestSchema,
} from '../../src/contracts/experiment-requests.ts';
import { experimentOf, rampOf } from '../../src/contracts/experiment-settings.ts';
import { experimentStoryView, experimentsView, experimentView } from '../../src/contracts/experiment-view.ts';
import { experimentIdSchema } from '../../src/contracts/identifiers.ts';
import type { RouteKeyOf } from '../../src/contracts/operations.ts';
import {
  policiesView,
  rollbackRequestSchema,
  shadowRequestSchema,
} from '../../src/contracts/policies-view.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { servedPolicyOf } from '../../src/contracts/served-policy.ts';
import { signatureOf, signedRequestSchema } from '../../src/contracts/signature.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { callerOf } from '../_shared/caller.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { nowOf } from '../_shared/now.ts';
import { pathId } from '../_shared/path-id.ts';
import { routeOf } from '../_shared/route-of.ts';
import type { Runtime } from '../_shared/runtime.ts';

type Event = APIGatewayProxyEventV2;
type Answer = (event: Event) => Promise<APIGatewayProxyStructuredResultV2>;

/** `/v1/experiments…` and `/v1/policies…`: what is served to whom, and who changed it. */
export function makeExperimentsHandler(runtime: Runtime): HttpHandler {
  const experiments = makeExperiments(runtime);
  const policies = makePolicies(runtime);

  function signedBy(event: Event, body: Body): Signed {
    return { at: nowOf(runtime, body.at), by: signatureOf(body, callerOf(event)) };
  }

  const routes: Readonly<Record<RouteKeyOf<'experiments'>, Answer>> = {
    'GET /v1/experiments': async () => jsonAnswer(200, experimentsView(await experiments.list())),
    'POST /v1/experiments': async (event) => {
      const { author, reason, at, ...settings } = readWith(proposalRequestSchema, event.body);
      const signed = signedBy(event, { author, reason, ...(at === undefined ? {} : { at }) });
      const proposed = await experiments.propose(experimentOf(settings, signed.at), signed);
      return jsonAnswer(201, experimentView(proposed));
    },
    'GET /v1/experiments/{id}': async (event) =>
      jsonAnswer(200, experimentStoryView(await experiments.show(idOf(event)))),
    'POST /v1/experiments/{id}/approve': async (event) => {
      const body = readWith(approvalRequestSchema, event.body);
      const approved = await experiments.approve(idOf(event), signedBy(event, body), body.version);
      return jsonAnswer(200, experimentView(approved));
    },
    'POST /v1/experiments/{id}/start': async (event) => {
      const body = readWith(signedRequestSchema, event.body);
      return jsonAnswer(200, experimentView(await experiments.start(idOf(event), signedBy(event, body))));
    },
    'POST /v1/experiments/{id}/ramp': async (event) => {
      const body = readWith(rampRequestSchema, event.body);
      const signed = signedBy(event, body);
      const ramped = await experiments.ramp(idOf(event), rampOf(body.ramp, signed.at), signed);
      return jsonAnswer(200, experimentView(ramped));
    },
    'POST /v1/experiments/{id}/stop': async (event) => {
      const body = readWith(stopRequestSchema, event.body);
      const signed = signedBy(event, body);
      const id = idOf(event);
      const stopped =
        body.variant === undefined
          ? await experiments.stop(id, signed)
          : await experiments.stopVariant(id, body.variant, signed);
      return jsonAnswer(200, experimentView(stopped));
    },
    'POST /v1/experiments/{id}/withdraw': async (event) => {
      const body = readWith(signedRequestSchema, event.body);
      const { booked, isGone } = await experiments.withdraw(idOf(event), signedBy(event, body));
      return jsonAnswer(200, { ...experimentView(booked), ...(isGone ? { status: 'withdrawn' } : {}) });
    },
    'GET /v1/policies': async () => jsonAnswer(200, policiesView(await policies.read())),
    'POST /v1/policies/rollback': async (event) => {
      const body = readWith(rollbackRequestSchema, event.body);
      await policies.rollback(signedBy(event, body), body.version);
      return jsonAnswer(200, policiesView(await policies.read()));
    },
    'POST /v1/policies/shadow': async (event) => {
      const body = readWith(shadowRequestSchema, event.body);
      const policy = body.policy === undefined ? undefined : servedPolicyOf(body.policy);
      await policies.shadow(policy, signedBy(event, body));
      return jsonAnswer(200, policiesView(await policies.read()));
    },
    'POST /v1/policies/resume': async (event) => {
      await policies.resume(signedBy(event, readWith(signedRequestSchema, event.body)));
      return jsonAnswer(200, policiesView(await policies.read()));
    },
  };

  return httpChain(runtime, 'optional').handler(async (event) => await routeOf(routes, event)(event));
}

interface Body {
  readonly author: string;
  readonly reason: string;
  readonly at?: Instant;
}

function idOf(event: Event) {
  return pathId(event, experimentIdSchema, 'experiment-unknown');
}
