import type { Mishap } from '../../src/core/simulation/mishap.ts';
import type { SimulatedBorrower } from '../../src/core/simulation/simulated-borrower.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import type { ApiClient } from './api-client.ts';

/** The servicer's contact files, kept up to date at the service. */
export interface ContactFiles {
  /** Puts the file, with consents confirmed and numbers looked up in the database of reassigned numbers today. */
  renew(borrower: SimulatedBorrower, today: Instant): Promise<void>;
  /** Notes what the borrower has just asked for. */
  note(borrower: SimulatedBorrower, request: Mishap, at: Instant): Promise<void>;
}

interface File {
  readonly consents: Record<string, { status: string; since?: string; form?: string }>;
  readonly holds: { id: string; since: string; source: string }[];
  checkedAt: string;
}

/** A number that tells no place, for a borrower of whom no place is known. */
const TOLL_FREE = '800';

export function contactFiles(api: Pick<ApiClient, 'putBorrower'>): ContactFiles {
  const files = new Map<string, File>();

  const fileOf = (borrower: SimulatedBorrower, today: Instant): File => {
    const since = formatInstant(today);
    const file = files.get(borrower.id) ?? {
      consents: Object.fromEntries(
        Object.entries(borrower.consents).map(([channel, status]) => [
          channel,
          status === 'granted' ? { status, since, form: 'written' } : { status },
        ]),
      ),
      holds: [],
      checkedAt: since,
    };
    files.set(borrower.id, file);
    return file;
  };
  const put = async (borrower: SimulatedBorrower, { consents, holds, checkedAt }: File): Promise<void> => {
    const codes = borrower.homes.length === 0 ? [TOLL_FREE] : borrower.homes.map(({ areaCode }) => areaCode);
    await api.putBorrower(borrower.id, {
      timeZones: borrower.timeZones,
      phones: codes.map((areaCode, place) => ({
        id: `phone-${place + 1}`,
        areaCode,
        line: 'mobile',
        place: 'personal',
        reassignedCheckedAt: checkedAt,
      })),
      emails: [{ id: 'email-1', place: 'personal' }],
      addresses: borrower.homes.slice(0, 1).map(({ zip }) => ({ id: 'home', zip, place: 'home' })),
      consents,
      holds,
    });
  };

  return {
    renew: async (borrower, today) => {
      const file = fileOf(borrower, today);
      file.checkedAt = formatInstant(today);
      await put(borrower, file);
    },
    note: async (borrower, request, at) => {
      const file = fileOf(borrower, at);
      const since = formatInstant(at);
      if (request.kind === 'consent-withdrawn') file.consents[request.channel] = { status: 'refused', since };
      if (request.kind === 'do-not-contact')
        file.holds.push({ id: `dnc-${at}`, since, source: 'borrower-request' });
      await put(borrower, file);
    },
  };
}
