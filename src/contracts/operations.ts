import type * as z from 'zod';
import type { ROUTES } from '../shared-names.ts';
import { contactsResponseSchema, profileRequestSchema, profileResponseSchema } from './borrower-profile.ts';
import { decisionRequestSchema } from './decision-request.ts';
import { decisionResponseSchema } from './decision-response.ts';
import { decisionViewSchema } from './decision-view.ts';
import { confirmRequestSchema, dispatchResponseSchema, voidRequestSchema } from './dispatch.ts';
import { erasureResponseSchema } from './erasure.ts';
import {
  approvalRequestSchema,
  proposalRequestSchema,
  rampRequestSchema,
  stopRequestSchema,
} from './experiment-requests.ts';
import { experimentsViewSchema, experimentViewSchema } from './experiment-view.ts';
import { featuresRequestSchema, featuresResponseSchema } from './feature-record.ts';
import { healthResponseSchema } from './health.ts';
import { modelViewSchema } from './model-view.ts';
import { outcomesRequestSchema, outcomesResponseSchema } from './outcomes.ts';
import { policiesViewSchema, rollbackRequestSchema, shadowRequestSchema } from './policies-view.ts';
import type { ProblemCode } from './problem-catalogue.ts';
import { signedRequestSchema } from './signature.ts';

type EachRoute = (typeof ROUTES)[number];

type KeyOf<Each> = Each extends { method: infer Method extends string; path: infer Path extends string }
  ? `${Method} ${Path}`
  : never;

/** `POST /v1/decisions` and so on: what an event's `routeKey` says. */
export type RouteKey = KeyOf<EachRoute>;

/** The routes that one function answers. */
export type RouteKeyOf<Name extends EachRoute['function']> = KeyOf<Extract<EachRoute, { function: Name }>>;

export function routeKeyOf({ method, path }: EachRoute): RouteKey {
  return `${method} ${path}` as RouteKey;
}

/** What the API document says of a route besides its method and path. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly idempotencyKey?: true;
  readonly body?: { readonly schema: z.ZodType; readonly required: boolean };
  /** Success statuses with their meaning; all have the same body. */
  readonly answers: Readonly<Record<number, string>>;
  /** Absent: an answer whose form is described elsewhere. */
  readonly answer?: z.ZodType;
  readonly problems: readonly ProblemCode[];
}

const BODY_PROBLEMS = [
  'body-not-json',
  'body-too-large',
  'media-type-unsupported',
  'schema-violation',
] as const satisfies readonly ProblemCode[];

const CHANGE_PROBLEMS = [
  ...BODY_PROBLEMS,
  'clock-not-allowed',
  'contention',
] as const satisfies readonly ProblemCode[];

export const OPERATIONS: Readonly<Record<RouteKey, Operation>> = {
  'POST /v1/decisions': {
    id: 'decide',
    summary: 'Decide whether, on which channel and when to contact a borrower',
    idempotencyKey: true,
    body: { schema: decisionRequestSchema, required: true },
    answers: {
      201: 'The decision was made.',
      200: 'The same request was answered before; this is that answer.',
    },
    answer: decisionResponseSchema,
    problems: [
      ...BODY_PROBLEMS,
      'idempotency-key-missing',
      'idempotency-key-reused',
      'purpose-unknown',
      'cluster-unknown',
      'action-unknown',
      'feature-unknown',
      'feature-missing',
      'feature-out-of-range',
      'feature-protected',
      'clock-not-allowed',
      'contention',
    ],
  },
  'GET /v1/decisions/{id}': {
    id: 'readDecision',
    summary: 'Read a decision, what it was made from and what came of it',
    answers: { 200: 'The decision.' },
    answer: decisionViewSchema,
    problems: ['decision-unknown'],
  },
  'POST /v1/decisions/{id}/confirm': {
    id: 'confirm',
    summary: 'Ask at send time whether the contact may still be made; the contact rules run again',
    body: { schema: confirmRequestSchema, required: false },
    answers: { 200: 'Send, or do not; the same answer however often it is asked.' },
    answer: dispatchResponseSchema,
    problems: [
      ...BODY_PROBLEMS,
      'clock-not-allowed',
      'decision-unknown',
      'decision-withheld',
      'dispatch-not-possible',
      'contention',
    ],
  },
  'POST /v1/decisions/{id}/void': {
    id: 'void',
    summary: 'Say that the contact was not made: nothing is learned, and its slot is free again',
    body: { schema: voidRequestSchema, required: true },
    answers: { 200: 'The decision is void.' },
    answer: dispatchResponseSchema,
    problems: [
      ...BODY_PROBLEMS,
      'decision-unknown',
      'decision-withheld',
      'dispatch-not-possible',
      'already-confirmed',
      'contention',
    ],
  },
  'POST /v1/outcomes': {
    id: 'reportOutcomes',
    summary: 'Report what happened after decisions: one event, or up to 100',
    body: { schema: outcomesRequestSchema, required: true },
    answers: { 202: 'All events are durable and will be counted once.' },
    answer: outcomesResponseSchema,
    problems: [
      ...BODY_PROBLEMS,
      'outcome-type-unknown',
      'outcome-in-future',
      'outcome-before-decision',
      'channel-unknown',
      'decision-unknown',
      'decision-withheld',
      'event-id-reused',
      'clock-not-allowed',
      'queue-unavailable',
    ],
  },
  'PUT /v1/borrowers/{id}': {
    id: 'putBorrower',
    summary: 'Replace what is on file about how a borrower may be reached',
    body: { schema: profileRequestSchema, required: true },
    answers: { 200: 'Stored. Holds that outcomes caused stay.' },
    answer: profileResponseSchema,
    problems: [...BODY_PROBLEMS, 'time-zone-unknown', 'channel-unknown', 'contention'],
  },
  'GET /v1/borrowers/{id}': {
    id: 'readBorrower',
    summary: 'Read what is on file about how a borrower may be reached',
    answers: { 200: 'The contact profile.' },
    answer: profileResponseSchema,
    problems: ['borrower-unknown'],
  },
  'GET /v1/borrowers/{id}/contacts': {
    id: 'readContacts',
    summary: 'List the contacts made and reserved, earliest first',
    answers: { 200: 'The contacts.' },
    answer: contactsResponseSchema,
    problems: ['borrower-unknown'],
  },
  'DELETE /v1/borrowers/{id}': {
    id: 'eraseBorrower',
    summary: 'Erase a borrower: profile, decisions, events, and what the model learned from them',
    answers: {
      202: 'It is under way and goes on by itself; nothing new is decided about the borrower.',
    },
    answer: erasureResponseSchema,
    problems: ['schema-violation'],
  },
  'GET /v1/erasures/{id}': {
    id: 'readErasure',
    summary: 'Read how far an erasure is, or its receipt',
    answers: { 200: 'The erasure.' },
    answer: erasureResponseSchema,
    problems: ['erasure-unknown'],
  },
  'PUT /v1/borrowers/{id}/features': {
    id: 'putFeatures',
    summary: 'Tell what was observed of a borrower; of each feature the newest value is kept',
    body: { schema: featuresRequestSchema, required: true },
    answers: { 200: 'Merged; this is the record now. What is older than the record changed nothing.' },
    answer: featuresResponseSchema,
    problems: [
      ...BODY_PROBLEMS,
      'feature-unknown',
      'feature-out-of-range',
      'feature-protected',
      'feature-in-future',
      'clock-not-allowed',
      'contention',
    ],
  },
  'GET /v1/borrowers/{id}/features': {
    id: 'readFeatures',
    summary: 'Read the features on record, which complete the context of a decision',
    answers: { 200: 'The feature record.' },
    answer: featuresResponseSchema,
    problems: ['features-unknown'],
  },
  'GET /v1/models/{id}': {
    id: 'readModel',
    summary: 'Read the model that decides now',
    answers: { 200: 'The model.' },
    answer: modelViewSchema,
    problems: ['model-unknown', 'snapshot-unknown', 'snapshot-corrupt'],
  },
  'GET /v1/experiments': {
    id: 'listExperiments',
    summary: 'List the experiments, those that ended included',
    answers: { 200: 'The experiments.' },
    answer: experimentsViewSchema,
    problems: [],
  },
  'POST /v1/experiments': {
    id: 'proposeExperiment',
    summary: 'Propose an experiment, or propose it anew before it starts; nobody takes part yet',
    body: { schema: proposalRequestSchema, required: true },
    answers: { 201: 'It is proposed.' },
    answer: experimentViewSchema,
    problems: [...CHANGE_PROBLEMS, 'snapshot-unknown', 'experiment-state'],
  },
  'GET /v1/experiments/{id}': {
    id: 'readExperiment',
    summary: 'Read an experiment and everything that happened to it',
    answers: { 200: 'The experiment.' },
    answer: experimentViewSchema,
    problems: ['experiment-unknown'],
  },
  'POST /v1/experiments/{id}/approve': {
    id: 'approveExperiment',
    summary: 'Approve what somebody else proposed: the experiment, or the ramp of one that runs',
    body: { schema: approvalRequestSchema, required: true },
    answers: { 200: 'It is approved.' },
    answer: experimentViewSchema,
    problems: [
      ...CHANGE_PROBLEMS,
      'experiment-unknown',
      'experiment-state',
      'approval-by-author',
      'version-moved',
    ],
  },
  'POST /v1/experiments/{id}/start': {
    id: 'startExperiment',
    summary: 'Start an experiment; its ramp holds from now on',
    body: { schema: signedRequestSchema, required: true },
    answers: { 200: 'It is running.' },
    answer: experimentViewSchema,
    problems: [...CHANGE_PROBLEMS, 'experiment-unknown', 'experiment-state', 'approval-needed'],
  },
  'POST /v1/experiments/{id}/ramp': {
    id: 'rampExperiment',
    summary: 'Change the share of borrowers that takes part; above a set share it waits for an approval',
    body: { schema: rampRequestSchema, required: true },
    answers: { 200: 'The ramp holds, or waits as `proposedRamp`.' },
    answer: experimentViewSchema,
    problems: [...CHANGE_PROBLEMS, 'experiment-unknown', 'experiment-state'],
  },
  'POST /v1/experiments/{id}/stop': {
    id: 'stopExperiment',
    summary: 'Stop an experiment, or one of its variants, for good',
    body: { schema: stopRequestSchema, required: true },
    answers: { 200: 'It is stopped.' },
    answer: experimentViewSchema,
    problems: [
      ...CHANGE_PROBLEMS,
      'experiment-unknown',
      'variant-unknown',
      'experiment-state',
      'variant-already-stopped',
    ],
  },
  'POST /v1/experiments/{id}/withdraw': {
    id: 'withdrawExperiment',
    summary: 'Withdraw an experiment that never started, or a ramp that waits for approval',
    body: { schema: signedRequestSchema, required: true },
    answers: { 200: 'It is withdrawn.' },
    answer: experimentViewSchema,
    problems: [...CHANGE_PROBLEMS, 'experiment-unknown', 'experiment-state'],
  },
  'GET /v1/policies': {
    id: 'readPolicies',
    summary: 'Read which policies are served to everybody, and the latest changes',
    answers: { 200: 'The policies.' },
    answer: policiesViewSchema,
    problems: [],
  },
  'POST /v1/policies/rollback': {
    id: 'rollbackPolicy',
    summary: 'Take the latest promotion back: what was served before it is served again',
    body: { schema: rollbackRequestSchema, required: true },
    answers: { 200: 'It is taken back.' },
    answer: policiesViewSchema,
    problems: [...CHANGE_PROBLEMS, 'nothing-to-roll-back', 'version-moved'],
  },
  'POST /v1/policies/shadow': {
    id: 'shadowPolicy',
    summary: 'Log the propensities of a policy beside those of what decides, or no longer',
    body: { schema: shadowRequestSchema, required: true },
    answers: { 200: 'From the next decision on.' },
    answer: policiesViewSchema,
    problems: [...CHANGE_PROBLEMS, 'snapshot-unknown'],
  },
  'POST /v1/policies/resume': {
    id: 'resumeExperiments',
    summary: 'Let experiments go on that were paused because too much harm was done',
    body: { schema: signedRequestSchema, required: true },
    answers: { 200: 'They go on.' },
    answer: policiesViewSchema,
    problems: [...CHANGE_PROBLEMS, 'experiments-not-paused'],
  },
  'GET /v1/health': {
    id: 'health',
    summary: 'Tell whether storage answers and which snapshot is served',
    answers: { 200: 'The service can work.' },
    answer: healthResponseSchema,
    problems: [],
  },
  'GET /openapi.json': {
    id: 'openApi',
    summary: 'Read this document',
    answers: { 200: 'The API document, OpenAPI 3.1.' },
    problems: [],
  },
};
