import type { Configuration } from '../core/configuration.ts';
import { InvalidInputError } from '../core/errors.ts';
import type { Context } from '../core/features/feature-schema.ts';
import { actionId, type BorrowerId, NO_CONTACT } from '../core/identifiers.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { Sha256 } from './ports/sha256.ts';

export interface DecideRequest {
  /** The caller's name for this request: the same key gets the same answer. */
  readonly idempotencyKey: string;
  readonly borrower: {
    readonly id: BorrowerId;
    readonly accountId?: string;
    /** What the borrower shares with others, by kind, e.g. `branch`; experiments may assign it as a whole. */
    readonly clusters?: Readonly<Record<string, string>>;
  };
  readonly purpose: string;
  readonly context: Context;
  /** Channels, windows or actions to leave out; narrows, never widens. */
  readonly exclude: readonly string[];
  /** Only windows that start within so many hours; the configured horizon when absent. */
  readonly horizonHours?: number;
  readonly requireConfirm: boolean;
}

/** SHA-256, hexadecimal, of what the request asks; the order of its context and exclusions does not matter. */
export function requestDigest(request: DecideRequest, sha256: Sha256): string {
  const context = Object.entries(request.context).sort(([a], [b]) => (a < b ? -1 : 1));
  const asked = [
    request.borrower.id,
    request.borrower.accountId ?? null,
    request.purpose,
    context,
    [...new Set(request.exclude)].sort(),
    request.horizonHours ?? null,
    request.requireConfirm,
    // Only where there are any: digests of requests from before clusters stay what they were.
    ...(request.borrower.clusters === undefined
      ? []
      : [Object.entries(request.borrower.clusters).sort(([a], [b]) => (a < b ? -1 : 1))]),
  ];
  return hexadecimal(sha256(JSON.stringify(asked)));
}

/**
 * Checks what only the configuration can tell.
 * @throws {InvalidInputError} `purpose-unknown`, `cluster-unknown` or `action-unknown`, with the names that exist.
 */
export function checkRequest(request: DecideRequest, configuration: Configuration): void {
  if (!configuration.purposes.includes(request.purpose)) {
    throw new InvalidInputError('purpose-unknown', 'The request names a purpose that is not configured.', {
      fields: [
        {
          pointer: '/purpose',
          problem: `"${request.purpose}" is not a configured purpose`,
          fix: `use one of ${configuration.purposes.join(', ')}`,
        },
      ],
    });
  }
  if (request.borrower.clusters !== undefined) checkClusters(request.borrower.clusters, configuration);
  if (request.exclude.length > 0) checkExclusions(request.exclude, configuration);
}

/** A kind that is spelt otherwise would leave its borrowers out of an experiment, and nobody would know. */
function checkClusters(
  clusters: Readonly<Record<string, string>>,
  { experiments: { clusters: known } }: Configuration,
): void {
  if (known === undefined) return;
  const fields = Object.keys(clusters)
    .filter((kind) => !known.includes(kind))
    .map((kind) => ({
      pointer: `/borrower/clusters/${kind}`,
      problem: `"${kind}" is no configured kind of cluster`,
      fix: `use ${known.join(', ')}, or add it to experiments.clusters`,
    }));
  if (fields.length > 0) {
    throw new InvalidInputError('cluster-unknown', 'The request names a cluster of an unknown kind.', {
      fields,
    });
  }
}

function checkExclusions(exclude: readonly string[], configuration: Configuration): void {
  const channels = configuration.channels.map(({ id }) => id);
  const windows = configuration.windows.map(({ id }) => id);
  const known = new Set<string>([
    ...channels,
    ...windows,
    ...channels.flatMap((channel) => windows.map((window) => actionId(channel, window))),
    NO_CONTACT,
  ]);
  const fields = exclude.flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          {
            pointer: `/actions/exclude/${index}`,
            problem: `"${name}" is no channel, window or action`,
            fix: `use a channel (${channels.join(', ')}), a window (${windows.join(', ')}) or <channel>@<window>`,
          },
        ],
  );
  if (fields.length > 0) {
    throw new InvalidInputError('action-unknown', 'The request excludes something that does not exist.', {
      fields,
    });
  }
}
