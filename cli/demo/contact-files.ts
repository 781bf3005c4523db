import type { Mishap } from '../../src/core/simulation/mishap.ts';
import type { SimulatedBorrower } from '../../src/core/simulation/simulated-borrower.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import type { ApiClient } from './api-client.ts';

/** The servicer's contact files, kept up to date at the service. */
export interface ContactFiles {
  open(borrower: SimulatedBorrower): Promise<void>;
  /** Notes what the borrower has just asked for. */
  note(borrower: SimulatedBorrower, request: Mishap, at: Instant): Promise<void>;
}

interface File {
  readonly consents: Record<string, { status: string; since?: string }>;
  readonly holds: { id: string; since: string; source: string }[];
}

export function contactFiles(api: Pick<ApiClient, 'putBorrower'>): ContactFiles {
  const files = new Map<string, File>();

  const fileOf = (borrower: SimulatedBorrower): File => {
    const file = files.get(borrower.id) ?? {
      consents: Object.fromEntries(
        Object.entries(borrower.consents).map(([channel, status]) => [channel, { status }]),
      ),
      holds: [],
    };
    files.set(borrower.id, file);
    return file;
  };
  const put = async (borrower: SimulatedBorrower): Promise<void> => {
    await api.putBorrower(borrower.id, { timeZones: borrower.timeZones, ...fileOf(borrower) });
  };

  return {
    open: put,
    note: async (borrower, request, at) => {
      const { consents, holds } = fileOf(borrower);
      const since = formatInstant(at);
      if (request.kind === 'consent-withdrawn') consents[request.channel] = { status: 'refused', since };
      if (request.kind === 'do-not-contact')
        holds.push({ id: `dnc-${at}`, since, source: 'borrower-request' });
      await put(borrower);
    },
  };
}
