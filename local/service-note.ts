import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { EnginePorts } from './loopback-clients.ts';

/** What a running service tells other commands about itself; left behind when it is killed. */
export interface ServiceNote {
  readonly pid: number;
  readonly engines: EnginePorts;
  /** Absent while no HTTP front is up. */
  readonly url?: string;
}

export function writeNote(path: string, note: ServiceNote): void {
  writeFileSync(path, `${JSON.stringify(note)}\n`);
}

export function removeNote(path: string): void {
  rmSync(path, { force: true });
}

/** The note of the folder's owner, or of one that was killed; `undefined` when there is none that can be read. */
export function readNote(path: string): ServiceNote | undefined {
  let note: unknown;
  try {
    note = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
  const pid = numberAt(note, 'pid');
  const engines = memberAt(note, 'engines');
  const dynamodb = numberAt(engines, 'dynamodb');
  const sqsS3 = numberAt(engines, 'sqsS3');
  const url = memberAt(note, 'url');
  if (pid === undefined || dynamodb === undefined || sqsS3 === undefined) return undefined;
  return { pid, engines: { dynamodb, sqsS3 }, ...(typeof url === 'string' ? { url } : {}) };
}

function memberAt(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}

function numberAt(holder: unknown, name: string): number | undefined {
  const value = memberAt(holder, name);
  return typeof value === 'number' ? value : undefined;
}
