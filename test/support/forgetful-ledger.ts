import type { Ports } from '../../src/app/ports/ports.ts';
import type { DecisionId } from '../../src/core/identifiers.ts';

/** The ports with a ledger from which decisions can disappear, record and state at once. */
export function forgetful(ports: Ports): { readonly ports: Ports; forget(id: DecisionId): void } {
  const { ledger } = ports;
  const forgotten = new Set<DecisionId>();
  const known = <Found extends { readonly decisionId: DecisionId }>(found: readonly Found[]) =>
    found.filter(({ decisionId }) => !forgotten.has(decisionId));
  return {
    forget: (id) => void forgotten.add(id),
    ports: {
      ...ports,
      ledger: {
        ...ledger,
        getRecord: async (id) => (forgotten.has(id) ? undefined : await ledger.getRecord(id)),
        getState: async (id) => (forgotten.has(id) ? undefined : await ledger.getState(id)),
        getRecords: async (ids) => known(await ledger.getRecords(ids)),
        getStates: async (ids) => known(await ledger.getStates(ids)),
        async *allRecords() {
          for await (const record of ledger.allRecords()) if (!forgotten.has(record.decisionId)) yield record;
        },
      },
    },
  };
}
