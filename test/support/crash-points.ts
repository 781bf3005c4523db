import type { Ports } from '../../src/app/ports/ports.ts';

/** A call that a process makes of one of its ports. */
export interface PortCall {
  /** 1 for the first call of the process. */
  readonly number: number;
  /** E.g. `statistics.put`. */
  readonly name: string;
}

/** Whether a process dies of a call: before it is made, or when it has been made and its answer is not known yet. */
export type Fate = (call: PortCall) => 'before' | 'after' | undefined;

/** A process whose every call of a port may be its last. */
export interface MortalProcess {
  readonly ports: Ports;
  /** The call it died of, if it did. */
  readonly diedOf: () => PortCall | undefined;
  /** Resolves when none of its calls is under way any more: a dead process can't write later. */
  readonly landed: () => Promise<void>;
}

/** What stands behind a port, as opposed to what the process has in itself. */
const REMOTE = [
  'ledger',
  'accountEvents',
  'profiles',
  'featureRecords',
  'statistics',
  'imports',
  'snapshots',
  'champions',
  'outcomes',
  'credits',
  'log',
  'maturedLog',
  'parking',
  'capacity',
  'erasures',
] as const satisfies readonly (keyof Ports)[];

/**
 * A process on these ports that dies as `fate` says. From then on each of its calls is refused, whatever it still tries;
 * calls that were under way come to their end.
 * @remarks Listings that are read item by item are let through: reading leaves nothing behind.
 */
export function mortalProcess(ports: Ports, fate: Fate): MortalProcess {
  const underWay = new Set<Promise<unknown>>();
  let calls = 0;
  let diedOf: PortCall | undefined;

  const call = async (name: string, make: () => Promise<unknown>): Promise<unknown> => {
    if (diedOf !== undefined) throw new ProcessDied(diedOf);
    calls += 1;
    const own: PortCall = { number: calls, name };
    const ending = fate(own);
    if (ending !== undefined) diedOf = own;
    if (ending === 'before') throw new ProcessDied(own);
    const effect = make();
    underWay.add(effect);
    try {
      const answer = await effect;
      if (ending === 'after') throw new ProcessDied(own);
      return answer;
    } finally {
      underWay.delete(effect);
    }
  };

  const mortal = <Port extends object>(port: Port, portName: string): Port =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function' || isListing(member)) return member;
        return (...parameters: unknown[]) =>
          call(`${portName}.${String(key)}`, () => Reflect.apply(member, target, parameters));
      },
    });

  const remote = Object.fromEntries(REMOTE.map((name) => [name, mortal(ports[name], name)]));
  return {
    ports: { ...ports, ...remote },
    diedOf: () => diedOf,
    landed: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** What a dead process gets for an answer: no error of the program, so that nothing may take it for one it knows. */
class ProcessDied extends Error {
  constructor({ number, name }: PortCall) {
    super(`The process died of its call ${number}, ${name}.`);
    this.name = 'ProcessDied';
  }
}

function isListing(member: object): boolean {
  return Object.prototype.toString.call(member) === '[object AsyncGeneratorFunction]';
}

/** One death to try: of the call with this number, before or after its effect. */
export interface CrashPoint {
  readonly number: number;
  readonly when: 'before' | 'after';
}

/**
 * Every crash point of a process, one after another, until it ends alive because it makes no such call any more.
 * @param visit runs the process once with that death; whether it died.
 * @returns how many calls the process makes when it is left alone.
 */
export async function everyCrashPoint(visit: (point: CrashPoint) => Promise<boolean>): Promise<number> {
  for (let number = 1; ; number += 1) {
    if (!(await visit({ number, when: 'before' }))) return number - 1;
    await visit({ number, when: 'after' });
  }
}

/** The fate of dying at this point and at no other. */
export function fateAt({ number, when }: CrashPoint): Fate {
  return (call) => (call.number === number ? when : undefined);
}
