import type { Confirmation } from '../app/dispatch.ts';
import { formatInstant } from '../core/time/instant.ts';
import { rewardWindowEnd } from './decision-response.ts';
import type { DispatchResponse } from './dispatch.ts';

/** What a caller is told of a contact after `confirm` or `void`. */
export function dispatchResponse({ send, state, hits }: Confirmation): DispatchResponse {
  return {
    decisionId: state.decisionId,
    send,
    dispatch: state.dispatch,
    ...(state.voidReason === undefined ? {} : { reason: state.voidReason }),
    rules: hits.map(({ rule, reason }) => ({ rule, reason })),
    ...(state.sentAt === undefined ? {} : { sentAt: formatInstant(state.sentAt) }),
    ...(state.sentAt === undefined || state.sendBefore === undefined
      ? {}
      : {
          sendBefore: formatInstant(state.sendBefore),
          ...(state.points === undefined ? {} : { points: [...state.points] }),
          windowLeftSeconds: Math.floor((state.sendBefore - state.sentAt) / 1000),
        }),
    ...rewardWindowEnd(state),
  };
}
