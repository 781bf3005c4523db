import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { decisionIdOf, decisionIdSeed } from '../../src/core/decision/decision-key.ts';
import type { BorrowerId, DecisionId, ModelId } from '../../src/core/identifiers.ts';
import { DAY_MS, formatInstant, HOUR_MS, type Instant, plusMs } from '../../src/core/time/instant.ts';
import { type Answer, codeOf, lambdaService } from './lambda-service.ts';
import { WEDNESDAY } from './memory-service.ts';
import { scarceCalls } from './scarce-calls.ts';

/** The two arms of a life: `email@morning`, and `call@morning`, of which a day has few. */
export type Arm = 'email' | 'call';

/** One borrower and a model of its own, so that many lives can follow each other on the same tables. */
export interface Life {
  readonly configuration: Configuration;
  readonly borrower: BorrowerId;
  readonly decidedAt: Instant;
  readonly idOf: (arm: Arm) => DecisionId;
}

export type Service = ReturnType<typeof lambdaService>;

/** Something that happens in a life; it throws when the service did not do its part. */
export type Step = (life: Life, service: Service) => Promise<void>;

/** How many calls a day has room for: enough for both attempts at one. */
const CALLS_PER_DAY = 5;

/**
 * The life with this number: a week of its own too, since the days' capacity belongs to no model.
 * @remarks The borrower lives in Phoenix, where no clock is ever changed: the morning window is 16:00–19:00 UTC.
 */
export function lifeNumber(number: number): Life {
  const model = `life-${number}` as ModelId;
  const scarce = scarceCalls(CALLS_PER_DAY);
  return {
    configuration: { ...scarce, model, noContact: { ...scarce.noContact, enabled: false } },
    borrower: `b-${number}` as BorrowerId,
    decidedAt: plusMs(WEDNESDAY, number * 7 * DAY_MS),
    idOf: (arm) => decisionIdOf(nodeSha256(decisionIdSeed(model, keyOf(arm)))),
  };
}

/** The real handlers of a life on these ports, called with the events that AWS would send. */
export function serviceOf({ configuration }: Life, ports: Ports): Service {
  return lambdaService({ configuration, simulation: true, replace: () => ports });
}

/** Into the send window. */
const SENT_AFTER_MS = 5 * HOUR_MS;
/** The longest reward window has closed. */
const MATURE_AFTER_MS = 10 * DAY_MS;
const WINDOW_CLOSED_AFTER_MS = 8 * HOUR_MS;

const keyOf = (arm: Arm): string => `key-${arm}`;
const at = ({ decidedAt }: Life, afterMs: number): string => formatInstant(plusMs(decidedAt, afterMs));

export const introduces: Step = async ({ borrower }, service) => {
  const body = {
    timeZones: ['America/Phoenix'],
    consents: { email: { status: 'granted' }, call: { status: 'granted' } },
  };
  expectStatus(await service.call('PUT /v1/borrowers/{id}', { id: borrower, body }), 200);
};

/** The first model, of nothing learned: decisions are the model's from here on. */
export const publishes: Step = async (life, service) => {
  await service.publish(at(life, -HOUR_MS));
};

export const decides =
  (arm: Arm): Step =>
  async (life, service) => {
    const answer = await service.call('POST /v1/decisions', {
      headers: { 'Idempotency-Key': keyOf(arm) },
      body: {
        borrower: { id: life.borrower },
        purpose: 'servicing',
        context: { daysPastDue: arm === 'email' ? 12 : 40, lastOpenedChannel: 'email' },
        actions: { exclude: [arm === 'email' ? 'call' : 'email', 'evening'] },
        requireConfirm: true,
        at: at(life, 0),
      },
    });
    expectStatus(answer, 200, 201);
    if (answer.body.status !== 'selected') throw new Error('The decision was withheld.');
  };

export const confirms =
  (arm: Arm): Step =>
  async (life, service) => {
    const answer = await service.call('POST /v1/decisions/{id}/confirm', {
      id: life.idOf(arm),
      body: { at: at(life, SENT_AFTER_MS) },
    });
    expectStatus(answer, 200);
    if (answer.body.send !== true) throw new Error('The contact was refused.');
  };

export const givesUp =
  (arm: Arm): Step =>
  async (life, service) => {
    const body = { reason: 'channel-outage' };
    expectStatus(await service.call('POST /v1/decisions/{id}/void', { id: life.idOf(arm), body }), 200);
  };

/** An outcome of the contact, so many hours after it was made; its id is its type. */
export const hears =
  (arm: Arm, type: string, afterHours: number): Step =>
  async (life, service) => {
    const message = {
      eventId: type,
      decisionId: life.idOf(arm),
      type,
      occurredAt: at(life, SENT_AFTER_MS + afterHours * HOUR_MS),
    };
    expectNone(await service.record([message]));
  };

export const matures: Step = async (life, service) => {
  await service.mature(at(life, MATURE_AFTER_MS));
};

export const windowCloses: Step = async (life, service) => {
  await service.mature(at(life, WINDOW_CLOSED_AFTER_MS));
};

export const learns =
  (...arms: readonly Arm[]): Step =>
  async (life, service) => {
    expectNone(await service.learn(arms.map((arm) => ({ decisionId: life.idOf(arm) }))));
  };

/** The borrower wants to be forgotten. */
export const asksErasure: Step = async ({ borrower }, service) => {
  expectStatus(await service.call('DELETE /v1/borrowers/{id}', { id: borrower }), 202);
};

/** The schedule goes on with the erasure. */
export const erases: Step = async (life, service) => {
  await service.advanceErasures(at(life, MATURE_AFTER_MS));
};

/** A payment that names the borrower alone, so many hours after the contact. */
export const isPaidFor =
  (afterHours: number): Step =>
  async (life, service) => {
    const message = {
      eventId: 'account-payment',
      borrowerId: life.borrower,
      type: 'payment',
      occurredAt: at(life, SENT_AFTER_MS + afterHours * HOUR_MS),
    };
    expectNone(await service.record([message]));
  };

/** A contact that was decided, made and paid for. */
export const paid = (arm: Arm): Step[] => [decides(arm), confirms(arm), hears(arm, 'payment', 3)];

function expectStatus(answer: Answer, ...expected: readonly number[]): void {
  if (!expected.includes(answer.status))
    throw new Error(`The service answered ${answer.status}: ${codeOf(answer)}`);
}

function expectNone(failures: readonly string[]): void {
  if (failures.length > 0) throw new Error(`${failures.length} messages were not taken.`);
}
