import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('out/', import.meta.url);

/** The benchmarks whose latest findings are kept for the report. */
export type FindingsName = 'bakeoff' | 'outreach' | 'coverage' | 'inference';

export function writeFindings(name: FindingsName, findings: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(findings)}\n`);
}

/** What the benchmark last found; nothing if it has not been run here. */
export function readFindings<Findings extends object>(name: FindingsName): Findings | undefined {
  const file = new URL(`${name}.json`, FOLDER);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Findings) : undefined;
}
