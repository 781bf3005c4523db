import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** What learns and decides; a change anywhere else leaves what a benchmark measures of it as it is. */
export const LEARNING_CODE = [
  'src/core/decision',
  'src/core/features',
  'src/core/linear-algebra',
  'src/core/model',
  'src/core/policy',
  'src/core/pooling',
  'src/app/scales-for.ts',
  'bench/live-model.ts',
  'bench/draw-of.ts',
] as const;

/** A text that changes with these files and folders: results kept under another one were made by something else. */
export function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(file).update(readFileSync(ROOT + file));
  return hash.digest('hex').slice(0, 16);
}

/** A folder's sources, sorted; a file's own path. */
function filesOf(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(ROOT + path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${path}/${name}`)
    .sort();
}
