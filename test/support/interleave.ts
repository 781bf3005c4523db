import type { Ports } from '../../src/app/ports/ports.ts';

/** Lets a test decide, storage step by storage step, which of several concurrent actors goes on and which one dies. */
export interface Actor {
  readonly name: string;
  /** Starts the actor on ports whose every call waits for the scheduler. */
  readonly run: (ports: Ports) => Promise<unknown>;
}

/** What happens next: an actor makes its waiting storage call, or dies before it. */
export type Move = { readonly actor: number; readonly dies: boolean };

export interface Trace {
  readonly moves: readonly Move[];
  /** For each move, how many moves were possible: what an exhaustive search needs to go on. */
  readonly choices: readonly number[];
  /** Errors that live actors ended with. */
  readonly errors: readonly unknown[];
}

/**
 * Runs the actors under one schedule: `choose(n)` picks one of the n possible moves, in a fixed order.
 * @param deaths how many actors may die.
 */
export async function runSchedule(
  ports: Ports,
  actors: readonly Actor[],
  deaths: number,
  choose: (possible: number) => number,
): Promise<Trace> {
  /** An actor may have several calls under way; they go on in the order in which it made them. */
  const waiting = new Map<number, (() => void)[]>();
  const errors: unknown[] = [];
  actors.forEach((actor, index) => {
    const calls: (() => void)[] = [];
    waiting.set(index, calls);
    const gate = () => new Promise<void>((resolve) => calls.push(resolve));
    actor.run(gatedPorts(ports, gate)).catch((error: unknown) => errors.push(error));
  });
  const dead = new Set<number>();
  const moves: Move[] = [];
  const choices: number[] = [];
  for (;;) {
    await quiet();
    const live = [...waiting]
      .filter(([index, calls]) => calls.length > 0 && !dead.has(index))
      .map(([index]) => index);
    if (live.length === 0) return { moves, choices, errors };
    const possible: Move[] = live.map((actor) => ({ actor, dies: false }));
    if (dead.size < deaths) possible.push(...live.map((actor) => ({ actor, dies: true })));
    const move = possible[choose(possible.length)] as Move;
    moves.push(move);
    choices.push(possible.length);
    if (move.dies) dead.add(move.actor);
    else waiting.get(move.actor)?.shift()?.();
  }
}

/** Until every actor waits at a gate, is dead or has finished: memory ports only take microtasks. */
async function quiet(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

function gatedPorts(ports: Ports, gate: () => Promise<void>): Ports {
  const gated = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await gate();
          return (member as (...args: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  return {
    ...ports,
    ledger: gated(ports.ledger),
    accountEvents: gated(ports.accountEvents),
    profiles: gated(ports.profiles),
    featureRecords: gated(ports.featureRecords),
    capacity: gated(ports.capacity),
    statistics: gated(ports.statistics),
    credits: gated(ports.credits),
    erasures: gated(ports.erasures),
    log: gated(ports.log),
    maturedLog: gated(ports.maturedLog),
  };
}

/** Every schedule, by depth-first search over the choices; `visit` runs one and gives its trace. Returns their number. */
export async function everySchedule(
  visit: (choose: (possible: number) => number) => Promise<Trace>,
  limit = Number.POSITIVE_INFINITY,
): Promise<number> {
  let prefix: number[] | undefined = [];
  let visited = 0;
  while (prefix !== undefined && visited < limit) {
    const taken: number[] = [];
    const wanted: number[] = prefix;
    const { choices } = await visit(() => {
      const choice = wanted[taken.length] ?? 0;
      taken.push(choice);
      return choice;
    });
    visited += 1;
    prefix = nextPrefix(taken, choices);
  }
  return visited;
}

function nextPrefix(taken: readonly number[], choices: readonly number[]): number[] | undefined {
  for (let at = taken.length - 1; at >= 0; at -= 1) {
    const next = (taken[at] as number) + 1;
    if (next < (choices[at] as number)) return [...taken.slice(0, at), next];
  }
  return undefined;
}
