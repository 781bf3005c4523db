import type { AssignmentRequest } from './assignment-request.ts';

/** A borrower's cluster of a kind as `<kind>:<value>`, e.g. `branch:12`; undefined when the request names none. */
export function clusterName(by: string, clusters: AssignmentRequest['clusters']): string | undefined {
  return Object.hasOwn(clusters, by) ? `${by}:${clusters[by]}` : undefined;
}
