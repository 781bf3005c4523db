import type { SnapshotArmInput } from '../../../src/core/model/build-snapshot.ts';
import { OUTREACH_ARMS } from '../../../src/core/simulation/outreach-world/outreach-arms.ts';

const TIMES: readonly string[] = ['mon-morning', 'thu-evening'];

/**
 * Places in `OUTREACH_ARMS` of what is offered: every channel at two times, 12 arms. With all 168 a log of a few thousand
 * decisions says so little of another policy that its intervals would hold any truth.
 */
export const OFFERED: ReadonlySet<number> = new Set(
  OUTREACH_ARMS.flatMap(({ groups: { day, slot } }, place) =>
    TIMES.includes(`${day}-${slot}`) ? [place] : [],
  ),
);

/** The same, as a model takes them. */
export const OFFERED_ARMS: readonly SnapshotArmInput[] = OUTREACH_ARMS.filter((_, place) =>
  OFFERED.has(place),
).map(({ action, groups }) => ({ action, cost: 0, groups }));
