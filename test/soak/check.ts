import type { Ports } from '../../src/app/ports/ports.ts';
import { makeVerify } from '../../src/app/verify.ts';
import { makeVerifyLog } from '../../src/app/verify-log.ts';
import type { DecisionRecord } from '../../src/core/decision/decision-record.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import { packStatistics } from '../../src/core/model/pack-statistics.ts';
import type { Statistics } from '../../src/core/model/statistics.ts';
import { sumStatistics } from '../../src/core/model/sum-statistics.ts';
import { SOAK_CONFIGURATION } from './configuration.ts';
import { ContactCheck, type ContactFindings } from './contact-check.ts';
import { bucketName, type KnownDecision, knownReward, knownStatistics } from './oracle.ts';
import type { Played } from './play.ts';

/** What was found at the end. All but the counts must be empty or zero. */
export interface SoakFindings {
  readonly decisions: number;
  readonly credited: number;
  /** (arm, week) pairs whose stored bytes were compared with the oracle's. */
  readonly buckets: number;
  readonly parked: number;
  /** What `verify --log` says. */
  readonly faults: readonly string[];
  /** Pairs whose bytes differ from the oracle's. */
  readonly differing: readonly string[];
  /** Events that were told and are in no ledger. */
  readonly lost: readonly string[];
  /** Events or credits that the ledger holds more than once, or that nobody told. */
  readonly doubled: readonly string[];
  /** Decisions whose credit is not their reward as the oracle knows it. */
  readonly misjudged: readonly string[];
  /** Poison that was not parked. */
  readonly missed: readonly string[];
  /** Parked messages that were no poison. */
  readonly wronged: readonly string[];
  /** What the contacts made are worth against limits and hours. */
  readonly contacts: ContactFindings;
}

/** Holds what is stored against what the generator knows. */
export async function checkSoak(
  ports: Ports,
  played: Played,
  onProgress: (phase: string) => void,
): Promise<SoakFindings> {
  onProgress('verifying');
  const { faults, credited, decisions } = await makeVerify({ ...ports, configuration: SOAK_CONFIGURATION })();
  const log = await makeVerifyLog(ports)();
  onProgress('comparing with the oracle');
  const { buckets, differing } = await compareStatistics(ports, played.decisions);
  return {
    decisions,
    credited,
    buckets,
    differing,
    faults: [...faults, ...log.faults].map(({ what, subject, problem }) => `${what} ${subject}: ${problem}`),
    ...(await compareDecisions(ports, played.decisions)),
    ...(await compareParked(ports, played.poison)),
    contacts: await checkContacts(ports),
  };
}

/** What is wrong; empty is the proof. */
export function faultsOf(findings: SoakFindings): string[] {
  const { faults, differing, lost, doubled, misjudged, missed, wronged } = findings;
  const { exceeded, untimely } = findings.contacts;
  const kinds = { faults, differing, lost, doubled, misjudged, missed, wronged, exceeded, untimely };
  return Object.entries(kinds).flatMap(([kind, each]) => each.map((subject) => `${kind}: ${subject}`));
}

async function compareStatistics({ statistics }: Ports, decisions: readonly KnownDecision[]) {
  const parts = new Map<string, Statistics[]>();
  for await (const { key, statistics: part } of statistics.list(SOAK_CONFIGURATION.model)) {
    const bucket = bucketName(key.arm, key.week);
    parts.set(bucket, [...(parts.get(bucket) ?? []), part]);
  }
  const expected = knownStatistics(decisions);
  const names = new Set([...parts.keys(), ...expected.keys()]);
  const differing = [...names].filter((bucket) => {
    const stored = packStatistics(sumStatistics(parts.get(bucket) ?? []));
    return Buffer.compare(stored, expected.get(bucket) ?? new Uint8Array()) !== 0;
  });
  return { buckets: names.size, differing };
}

const AT_ONCE = 100;

async function compareDecisions({ ledger }: Ports, decisions: readonly KnownDecision[]) {
  const found = { lost: [] as string[], doubled: [] as string[], misjudged: [] as string[] };
  for (let start = 0; start < decisions.length; start += AT_ONCE) {
    const some = decisions.slice(start, start + AT_ONCE);
    const states = new Map<string, DecisionState>();
    for (const state of await ledger.getStates(some.map(({ id }) => id))) states.set(state.decisionId, state);
    for (const decision of some) {
      const state = states.get(decision.id);
      const told = new Set<string>(decision.events.map(({ id }) => id));
      const kept = state?.events.map(({ id }) => id as string) ?? [];
      found.lost.push(...[...told].filter((id) => !kept.includes(id)));
      found.doubled.push(...kept.filter((id, place) => !told.has(id) || kept.indexOf(id) !== place));
      if (!isCreditedAsKnown(decision, state)) found.misjudged.push(decision.id);
    }
  }
  return found;
}

/** Every contact in the ledger, whoever the generator thinks it knows. */
async function checkContacts({ ledger }: Ports): Promise<ContactFindings> {
  const check = new ContactCheck();
  let some: DecisionRecord[] = [];
  const look = async () => {
    const states = new Map<string, DecisionState>();
    for (const state of await ledger.getStates(some.map(({ decisionId }) => decisionId))) {
      states.set(state.decisionId, state);
    }
    for (const record of some) check.add(record, states.get(record.decisionId));
    some = [];
  };
  for await (const record of ledger.allRecords()) {
    some.push(record);
    if (some.length === AT_ONCE) await look();
  }
  await look();
  return check.findings();
}

function isCreditedAsKnown(decision: KnownDecision, state: DecisionState | undefined): boolean {
  if (decision.action === undefined) return state === undefined;
  if (state === undefined || state.dueAt !== undefined) return false;
  if (decision.window === undefined) return state.dispatch === 'void' && state.credited === undefined;
  return state.credited?.seq === state.seq && state.credited.reward === knownReward(decision);
}

async function compareParked({ parking }: Ports, poison: ReadonlySet<string>) {
  const bodies = new Set<string>();
  const wronged: string[] = [];
  let parked = 0;
  for await (const { body, code } of parking.list()) {
    parked += 1;
    if (!poison.has(body)) wronged.push(`${code}: ${body}`);
    else if (bodies.has(body)) wronged.push(`twice: ${body}`);
    bodies.add(body);
  }
  return { parked, wronged, missed: [...poison].filter((body) => !bodies.has(body)) };
}
