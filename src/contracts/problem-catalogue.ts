import type { ErrorCode } from '../core/errors.ts';

/** Codes of answers that no use case gives: the gateway's, and that of a defect. */
type TransportCode = 'method-not-allowed' | 'internal';

export type ProblemCode = ErrorCode | TransportCode;

export interface ProblemKind {
  readonly status: number;
  /** What happened, in a few words; the same for every problem of this kind. */
  readonly title: string;
  readonly fix: string;
  /** Where it is seen: answers of the API, parked messages, or the start of the service and the command line. */
  readonly seen: 'api' | 'parked' | 'operator';
}

const api = (status: number, title: string, fix: string): ProblemKind => ({
  status,
  title,
  fix,
  seen: 'api',
});
const parked = (title: string, fix: string): ProblemKind => ({ status: 422, title, fix, seen: 'parked' });
const operator = (title: string, fix: string): ProblemKind => ({ status: 500, title, fix, seen: 'operator' });
const defect = (title: string): ProblemKind =>
  api(500, title, 'Tell the operator the request id; nothing was lost, and repeating the call is safe.');

/**
 * Every code with its HTTP status, meaning and fix: the one table behind the answers, the API document and
 * docs/problems.md. The type makes it complete.
 */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'body-not-json': api(400, 'The body is not JSON', 'Send one JSON object in UTF-8.'),
  'idempotency-key-missing': api(
    400,
    'The Idempotency-Key header is missing or malformed',
    'Send 1–128 visible ASCII characters, e.g. a UUID; the same key for a repetition, a new one for a new question.',
  ),
  'body-too-large': api(
    413,
    'The body is too large',
    'Send at most 256 KB; split events over several calls.',
  ),
  'media-type-unsupported': api(
    415,
    'The body has the wrong media type',
    'Send Content-Type: application/json.',
  ),
  'schema-violation': api(
    422,
    'The request is not what the contract says',
    'Mend the listed fields; see GET /openapi.json.',
  ),
  'feature-unknown': api(422, 'A feature is not configured', 'Remove it or correct its name.'),
  'feature-missing': api(422, 'The context lacks a required feature', 'Send the listed features.'),
  'feature-out-of-range': api(
    422,
    'A feature has a value outside its range',
    'Send a value within the range told.',
  ),
  'feature-protected': api(
    422,
    'A feature names a protected attribute',
    'Remove it: attributes such as age, sex or race must never reach the policy.',
  ),
  'feature-in-future': api(
    422,
    'Features were observed in the future',
    'Send the time at which they were observed; check the sender’s clock.',
  ),
  'channel-unknown': api(
    422,
    'A channel is not configured',
    'Use one of the channels told, or add it to rapport.config.ts.',
  ),
  'action-unknown': api(
    422,
    'An excluded name is no channel, window or action',
    'Use one of the names told.',
  ),
  'purpose-unknown': api(422, 'The purpose is not configured', 'Use one of the purposes told.'),
  'cluster-unknown': api(
    422,
    'The kind of cluster is not configured',
    'Use one of the kinds told, or add it to experiments.clusters.',
  ),
  'time-zone-unknown': api(422, 'A time zone is not known', 'Use IANA names such as America/New_York.'),
  'instant-invalid': api(
    422,
    'A time is not a time',
    'Send RFC 3339 with its offset, e.g. 2026-11-24T22:00:00Z.',
  ),
  'clock-not-allowed': api(
    422,
    'A live service keeps its own clock',
    'Remove `at`; only a service started for simulation takes it.',
  ),
  'outcome-type-unknown': api(422, 'An event type is not configured', 'Use one of the types told.'),
  'outcome-in-future': api(
    422,
    'An event lies in the future',
    'Send the time at which it happened; check the sender’s clock.',
  ),
  'outcome-before-decision': api(
    422,
    'An event lies before its decision',
    'Name the decision that the event answers, or mend its time.',
  ),
  'decision-withheld': api(
    422,
    'The decision was withheld',
    'Report outcomes and confirm only for decisions whose status is `selected`.',
  ),
  'dispatch-not-possible': api(
    409,
    'The decision has no send that could be confirmed or voided now',
    'Confirm at send time, within the window, what was decided with requireConfirm.',
  ),
  'decision-unknown': api(404, 'There is no such decision', 'Use the decisionId of an earlier answer.'),
  'borrower-unknown': api(
    404,
    'There is no contact profile of this borrower',
    'PUT /v1/borrowers/{id} first.',
  ),
  'erasure-unknown': api(
    404,
    'There is no such erasure',
    'Use the erasureId that DELETE /v1/borrowers/{id} answered.',
  ),
  'experiment-unknown': api(404, 'There is no such experiment', 'GET /v1/experiments lists their names.'),
  'variant-unknown': api(404, 'The experiment has no such variant', 'Use the name of one of its variants.'),
  'features-unknown': api(
    404,
    'There is no feature record of this borrower',
    'PUT /v1/borrowers/{id}/features first.',
  ),
  'model-unknown': api(404, 'There is no such model', 'Use the model id of GET /v1/health.'),
  'snapshot-unknown': api(
    404,
    'There is no such snapshot',
    'Use the snapshot id of a decision or of GET /v1/health.',
  ),
  'route-unknown': api(404, 'There is no such route', 'GET /openapi.json lists the routes.'),
  'method-not-allowed': api(
    405,
    'The route does not take this method',
    'GET /openapi.json lists the methods.',
  ),
  'idempotency-key-reused': api(
    409,
    'The Idempotency-Key was used for another request',
    'Send a new key for a new request, or repeat the first one unchanged.',
  ),
  'event-id-reused': api(
    409,
    'An event id was used for an event with another content',
    'Give every event an id of its own; repeat an event only unchanged.',
  ),
  'version-moved': api(409, 'Somebody else changed it first', 'Read it again, then repeat the change.'),
  'already-void': api(409, 'The decision is void', 'Ask for a new decision.'),
  'already-confirmed': api(
    409,
    'The contact was confirmed and has gone out',
    'Nothing can be taken back; report what came of it.',
  ),
  'experiment-state': api(
    409,
    'The experiment can’t be changed so in the state that it is in',
    'Read where it stands; what ran once can’t run again: propose a new one.',
  ),
  'approval-needed': api(
    409,
    'So large a share goes live only after a second person has approved it',
    'Ask somebody else to approve it, or lower the share.',
  ),
  'approval-by-author': api(
    409,
    'The one who approves is the one who asks',
    'Ask somebody else to approve it.',
  ),
  'variant-already-stopped': api(
    409,
    'The variant is stopped already',
    'Nothing is to be done: a stopped variant stays stopped.',
  ),
  'experiments-paused': api(
    409,
    'All experiments are paused already',
    'Nothing is to be done; resume them when the cause is mended.',
  ),
  'experiments-not-paused': api(409, 'The experiments are not paused', 'Nothing is to be done.'),
  'nothing-to-roll-back': api(
    409,
    'No promotion is in force',
    'Nothing is to be done: what the configuration says is served.',
  ),
  'nothing-learned': operator(
    'Nothing was learned that the policy could decide by',
    'Wait for the first credits, or import history: npx rapport warm-start.',
  ),
  'storage-unavailable': api(
    503,
    'Storage does not answer',
    'Repeat the call with the same Idempotency-Key after Retry-After.',
  ),
  'queue-unavailable': api(503, 'The queue does not answer', 'Repeat the call after Retry-After.'),
  contention: api(503, 'Too many calls change the same thing', 'Repeat the call after Retry-After.'),
  'not-positive-definite': defect('The statistics no longer form a model'),
  'snapshot-corrupt': defect('A snapshot can’t be read'),
  'statistics-corrupt': defect('Statistics can’t be read'),
  'record-corrupt': defect('A stored record can’t be read'),
  'log-corrupt': operator(
    'A part of the matured log can’t be read',
    'Make the log again from the ledger: npx rapport rebuild-log.',
  ),
  'distribution-invalid': defect('An internal check failed'),
  'summand-out-of-range': defect('An internal check failed'),
  'quadratic-form-negative': defect('An internal check failed'),
  unreachable: defect('An internal check failed'),
  internal: defect('The service failed'),
  'message-unreadable': parked(
    'A queue message is not what the contract says',
    'Mend the sender; redrive or discard the message with `rapport parked`.',
  ),
  'config-invalid': operator(
    'The configuration is not valid',
    'Mend the listed fields of rapport.config.ts.',
  ),
  'parked-unknown': operator('There is no such parked message', '`rapport parked list` shows their ids.'),
  'import-unknown': operator('There is no such import', '`rapport warm-start list` shows their names.'),
  'import-exists': operator(
    'The name or the file is imported already',
    'Take another name, or remove the earlier import: no contact may count twice.',
  ),
};
