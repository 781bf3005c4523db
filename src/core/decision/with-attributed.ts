import type { AttributedEvent } from '../reward/attributed-event.ts';
import type { DecisionState } from './decision-state.ts';

/** The state with this list of its borrower's events; an empty one takes no room. */
export function withAttributed(state: DecisionState, attributed: readonly AttributedEvent[]): DecisionState {
  const { attributed: _before, ...rest } = state;
  return attributed.length === 0 ? rest : { ...rest, attributed };
}
