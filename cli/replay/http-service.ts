import { startService } from '../../local/service.ts';
import { configuredActions } from '../../src/app/actions.ts';
import { decisionResponseSchema } from '../../src/contracts/decision-response.ts';
import { decisionViewSchema } from '../../src/contracts/decision-view.ts';
import { dispatchResponseSchema } from '../../src/contracts/dispatch.ts';
import { decisionIdSchema } from '../../src/contracts/identifiers.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { InvariantError, UnavailableError } from '../../src/core/errors.ts';
import type { DecisionId } from '../../src/core/identifiers.ts';
import { formatInstant, parseInstant } from '../../src/core/time/instant.ts';
import { PURPOSE } from './replay-configuration.ts';
import type { ReplayService } from './replay-service.ts';

/** `POST /v1/outcomes` takes so many events. */
const EVENTS_PER_REQUEST = 100;

/**
 * The embedded service with the replay's configuration, spoken to over HTTP as a servicing system would. Its state is
 * kept in the folder, so a replay that was stopped finds everything where it was.
 */
export async function httpService(configuration: Configuration, stateDir: string): Promise<ReplayService> {
  const running = await startService({ stateDir, port: 0, configuration, simulation: true });
  const consents = Object.fromEntries(configuration.channels.map(({ id }) => [id, { status: 'granted' }]));
  const actions = new Map<string, ReturnType<typeof configuredActions>[number]['action']>(
    configuredActions(configuration).map(({ action }) => [action, action]),
  );

  async function call(method: string, path: string, body?: unknown, key?: string): Promise<unknown> {
    const response = await fetch(`${running.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    throw new UnavailableError(
      'storage-unavailable',
      `${method} ${path} was answered by ${response.status}: ${text}`,
    );
  }

  async function propensitiesOf(id: DecisionId): Promise<ReadonlyMap<string, number>> {
    const view = decisionViewSchema.parse(await call('GET', `/v1/decisions/${id}`));
    if (view.status === 'withheld') throw withheld();
    return new Map(view.distribution.map(({ action, propensity }) => [action, propensity]));
  }

  return {
    async welcome(borrower) {
      await call('PUT', `/v1/borrowers/${borrower}`, { timeZones: ['UTC'], consents, holds: [] });
    },
    async decide({ idempotencyKey, borrower, context, requireConfirm }, now) {
      const body = {
        borrower: { id: borrower },
        purpose: PURPOSE,
        context,
        requireConfirm,
        at: formatInstant(now),
      };
      const answer = decisionResponseSchema.parse(await call('POST', '/v1/decisions', body, idempotencyKey));
      const action = answer.status === 'selected' ? actions.get(answer.action.id) : undefined;
      if (answer.status === 'withheld' || answer.action.window === undefined || action === undefined) {
        throw withheld();
      }
      const id = decisionIdSchema.parse(answer.decisionId);
      // Only a log asks for the probability of an action that was not drawn.
      const propensities = requireConfirm
        ? await propensitiesOf(id)
        : new Map([[answer.action.id, answer.propensity]]);
      return {
        id,
        action,
        opensAt: parseInstant(answer.action.window.start),
        exploration: answer.policy.exploration,
        propensityOf: (each) => propensities.get(each) ?? 0,
      };
    },
    async confirm(decision, now) {
      const body = { at: formatInstant(now) };
      const { send } = dispatchResponseSchema.parse(
        await call('POST', `/v1/decisions/${decision}/confirm`, body),
      );
      if (!send) throw withheld();
    },
    async giveUp(decision, now) {
      const body = { reason: 'not-the-logged-action', at: formatInstant(now) };
      await call('POST', `/v1/decisions/${decision}/void`, body);
    },
    async tell(events, now) {
      for (let from = 0; from < events.length; from += EVENTS_PER_REQUEST) {
        const some = events.slice(from, from + EVENTS_PER_REQUEST).map(({ occurredAt, ...event }) => ({
          ...event,
          occurredAt: formatInstant(occurredAt),
        }));
        await call('POST', '/v1/outcomes', { events: some, at: formatInstant(now) });
      }
    },
    async learn(now) {
      await running.drained('outcomes');
      for (let more = true; more; ) {
        ({ more } = await running.mature(now));
        await running.drained('credits');
      }
      const { champion } = await running.publish(now);
      return { credits: champion.credits, snapshot: champion.snapshot };
    },
    compact: async () => undefined,
    close: async () => await running.stop(),
  };
}

function withheld(): InvariantError {
  return new InvariantError(
    'unreachable',
    'A replayed borrower can be contacted by every channel at any time.',
  );
}
