import * as z from 'zod';
import { type DecisionResponse, decisionResponseSchema } from '../../src/contracts/decision-response.ts';
import { type DecisionView, decisionViewSchema } from '../../src/contracts/decision-view.ts';
import { type DispatchResponse, dispatchResponseSchema } from '../../src/contracts/dispatch.ts';
import { type ExperimentView, experimentViewSchema } from '../../src/contracts/experiment-view.ts';
import type { DecisionId, ExperimentId } from '../../src/core/identifiers.ts';

/** The service's HTTP API, each answer checked against its contract. */
export interface ApiClient {
  putBorrower(id: string, facts: object): Promise<void>;
  decide(idempotencyKey: string, request: object): Promise<DecisionResponse>;
  confirm(id: DecisionId, at: string): Promise<DispatchResponse>;
  report(events: readonly object[], at: string): Promise<void>;
  readDecision(id: DecisionId): Promise<DecisionView>;
  propose(experiment: object, signed: Signed): Promise<void>;
  approve(id: ExperimentId, signed: Signed): Promise<void>;
  start(id: ExperimentId, signed: Signed): Promise<void>;
  /** With everything that ever happened to it. */
  readExperiment(id: ExperimentId): Promise<ExperimentView>;
}

/** Who asks for a change, why, and when it is. */
export interface Signed {
  readonly author: string;
  readonly reason: string;
  readonly at: string;
}

export function apiClient(url: string): ApiClient {
  const call = async (method: string, path: string, body?: object, headers?: Record<string, string>) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`${method} ${path} was answered with ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const segment = encodeURIComponent;
  return {
    putBorrower: async (id, facts) => {
      await call('PUT', `/v1/borrowers/${segment(id)}`, facts);
    },
    decide: async (idempotencyKey, request) =>
      z.parse(
        decisionResponseSchema,
        await call('POST', '/v1/decisions', request, { 'idempotency-key': idempotencyKey }),
      ),
    confirm: async (id, at) =>
      z.parse(dispatchResponseSchema, await call('POST', `/v1/decisions/${segment(id)}/confirm`, { at })),
    report: async (events, at) => {
      await call('POST', '/v1/outcomes', { events, at });
    },
    readDecision: async (id) =>
      z.parse(decisionViewSchema, await call('GET', `/v1/decisions/${segment(id)}`)),
    propose: async (experiment, signed) => {
      await call('POST', '/v1/experiments', { ...experiment, ...signed });
    },
    approve: async (id, signed) => {
      await call('POST', `/v1/experiments/${segment(id)}/approve`, signed);
    },
    start: async (id, signed) => {
      await call('POST', `/v1/experiments/${segment(id)}/start`, signed);
    },
    readExperiment: async (id) =>
      z.parse(experimentViewSchema, await call('GET', `/v1/experiments/${segment(id)}`)),
  };
}
