import { readFileSync } from 'node:fs';
import { fc } from '@fast-check/vitest';
import type { HttpEventOptions } from './lambda-events.ts';
import { DECISION_BODY, PROFILE_BODY } from './lambda-service.ts';

const EXPERIMENT = JSON.parse(readFileSync('docs/examples/experiment.json', 'utf8'));

/** Values that have broken parsers before, next to any JSON at all. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    null,
    -0,
    1e308,
    Number.MAX_SAFE_INTEGER + 1,
    '',
    '\u0000',
    '\ud800',
    'NaN',
    [],
    {},
    true,
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '2026-02-30T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
  ),
);

/** A valid body with one member, at any depth, replaced, removed or added. */
export function mutated(body: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(), hostile, fc.constantFrom('replace', 'remove', 'add'), fc.string({ maxLength: 70 }))
    .map(([position, value, how, name]) => {
      const copy = structuredClone(body);
      const places = [...placesIn(copy)];
      const place = places[position % places.length];
      if (place === undefined) return value;
      // The length of a list is no member of it: JSON can't say it.
      if (Array.isArray(place.holder) && how === 'add' && name === 'length') return copy;
      if (how === 'remove') Reflect.deleteProperty(place.holder, place.name);
      else Reflect.set(place.holder, how === 'add' ? name : place.name, value);
      return copy;
    });
}

function* placesIn(value: unknown): Iterable<{ holder: object; name: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield { holder: value, name };
    yield* placesIn(member);
  }
}

interface RouteExample {
  readonly bodies: readonly unknown[];
  readonly id?: string;
}

/** For each route what it takes, so that hostile input gets past the first check and into the next. */
function examples(decisionId: string): Readonly<Record<string, RouteExample>> {
  const event = { eventId: 'e-1', decisionId, type: 'opened', occurredAt: '2026-11-24T14:00:00Z' };
  const { decisionId: _, ...facts } = event;
  const ofBorrower = { ...facts, borrowerId: 'b-1029', accountId: 'a-77', channel: 'sms' };
  const hold = { id: 'h-1', channel: 'sms', since: '2026-01-01T00:00:00Z', source: 'borrower-request' };
  const observed = {
    observedAt: '2026-11-24T14:00:00Z',
    features: { balanceUsd: 5400, lastOpenedChannel: 'sms', monthsOnBook: null },
  };
  const signed = { author: 'somebody', reason: 'to see' };
  const narrowed = { actions: { exclude: ['weekend'] }, horizonHours: 48, requireConfirm: true };
  return {
    'POST /v1/decisions': { bodies: [DECISION_BODY, { ...DECISION_BODY, ...narrowed }] },
    'GET /v1/decisions/{id}': { bodies: [], id: decisionId },
    'POST /v1/decisions/{id}/confirm': { bodies: [{}], id: decisionId },
    'POST /v1/decisions/{id}/void': { bodies: [{ reason: 'channel-outage' }], id: decisionId },
    'POST /v1/outcomes': {
      bodies: [event, ofBorrower, { events: [event, { ...ofBorrower, eventId: 'e-2' }] }],
    },
    'PUT /v1/borrowers/{id}': { bodies: [{ ...PROFILE_BODY, holds: [hold] }], id: 'b-1029' },
    'GET /v1/borrowers/{id}': { bodies: [], id: 'b-1029' },
    'GET /v1/borrowers/{id}/contacts': { bodies: [], id: 'b-1029' },
    'PUT /v1/borrowers/{id}/features': { bodies: [observed], id: 'b-1029' },
    'GET /v1/borrowers/{id}/features': { bodies: [], id: 'b-1029' },
    'GET /v1/models/{id}': { bodies: [], id: 'outreach' },
    'GET /v1/experiments': { bodies: [] },
    'POST /v1/experiments': { bodies: [{ ...signed, ...EXPERIMENT }] },
    'GET /v1/experiments/{id}': { bodies: [], id: EXPERIMENT.id },
    'POST /v1/experiments/{id}/approve': { bodies: [{ ...signed, version: 1 }], id: EXPERIMENT.id },
    'POST /v1/experiments/{id}/start': { bodies: [signed], id: EXPERIMENT.id },
    'POST /v1/experiments/{id}/ramp': { bodies: [{ ...signed, ramp: [{ share: 0.1 }] }], id: EXPERIMENT.id },
    'POST /v1/experiments/{id}/stop': { bodies: [{ ...signed, variant: 'as-now' }], id: EXPERIMENT.id },
    'POST /v1/experiments/{id}/withdraw': { bodies: [signed], id: EXPERIMENT.id },
    'GET /v1/policies': { bodies: [] },
    'POST /v1/policies/rollback': { bodies: [{ ...signed, version: 1 }] },
    'POST /v1/policies/shadow': {
      bodies: [signed, { ...signed, policy: { kind: 'learned', strategy: 'linucb', ridge: 2 } }],
    },
    'POST /v1/policies/resume': { bodies: [signed] },
    'GET /v1/health': { bodies: [] },
    'GET /openapi.json': { bodies: [] },
  };
}

/** Bodies of every kind: the given ones and mutations of them, any JSON, text that is none, numbers beyond doubles. */
function arbitraryText(valid: readonly unknown[]): fc.Arbitrary<string> {
  const usual = valid.length === 0 ? fc.constant('') : fc.constantFrom(...valid).map(text);
  const nearly =
    valid.length === 0
      ? fc.json()
      : fc
          .constantFrom(...valid)
          .chain(mutated)
          .map(text);
  return fc.oneof(
    { weight: 2, arbitrary: usual },
    { weight: 8, arbitrary: nearly },
    { weight: 2, arbitrary: fc.anything({ withNullPrototype: true, maxDepth: 3 }).map(text) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    {
      weight: 1,
      arbitrary: fc.nat({ max: 200 }).map((depth) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          usual,
          fc.constantFrom('1e400', '-1e400', '0x10', '01', '.5', '1e-400', '{"__proto__":{}}', '"\\ud800"'),
        )
        .map(([body, value]) => body.replace(/:(?:\d[\d.]*|"[^"]*")/, `:${value}`)),
    },
  );
}

/** What may lie on a work queue. */
export function arbitraryMessage(decisionId: string): fc.Arbitrary<string> {
  return arbitraryText(examples(decisionId)['POST /v1/outcomes']?.bodies ?? []);
}

/** What may lie on the features queue. */
export function arbitraryFeatureMessage(): fc.Arbitrary<string> {
  const [body] = examples('')['PUT /v1/borrowers/{id}/features']?.bodies ?? [];
  return arbitraryText([{ borrowerId: 'b-1029', ...Object(body) }]);
}

/** A call of any route with anything in its body, headers and path; mostly one thing is wrong. */
export function arbitraryCall(
  decisionId: string,
): fc.Arbitrary<{ routeKey: string; options: HttpEventOptions }> {
  return fc.constantFrom(...Object.entries(examples(decisionId))).chain(([routeKey, { bodies, id = '' }]) =>
    fc
      .record({
        headers: fc.record({
          'Idempotency-Key': mostly('k-1', fc.string({ maxLength: 140 })),
          'content-type': mostly(
            'application/json',
            fc.oneof(
              fc.constantFrom('text/plain', 'application/problem+json', '', 'application/xml'),
              fc.string(),
            ),
          ),
        }),
        body: arbitraryText(bodies),
        encoding: mostly('plain', fc.constantFrom('base64', 'not-really-base64')),
        id: mostly(
          id,
          fc.oneof(fc.constantFrom(`d_${'a'.repeat(26)}`, '__proto__', '..'), fc.string({ maxLength: 200 })),
        ),
      })
      .map(({ headers, body, encoding, id: sent }) => ({
        routeKey,
        options: {
          headers,
          id: sent,
          body: encoding === 'base64' ? Buffer.from(body).toString('base64') : body,
          isBase64Encoded: encoding !== 'plain',
        },
      })),
  );
}

function mostly<Value>(usual: Value, otherwise: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });
}

/** JSON where there is one; `fc.anything` also makes what has none. */
function text(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'undefined';
  }
}
