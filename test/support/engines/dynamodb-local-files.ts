import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The npm package that ships AWS's DynamoDB Local; only its `emulator` folder is taken, none of its dependencies. */
const PACKAGE = 'amplify-dynamodb-simulator';
const VERSION = '2.9.30';
const SHA_512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/rapport/', import.meta.url));
const FILES = join(CACHE, `dynamodb-local-${VERSION}`);

/**
 * The folder of DynamoDB Local, fetched from the npm registry the first time and kept in `node_modules/.cache`.
 * @throws {Error} when it can't be fetched or is not the archive that was examined.
 */
export async function dynamoDbLocalFiles(): Promise<string> {
  if (existsSync(FILES)) return FILES;
  await mkdir(CACHE, { recursive: true });
  const scratch = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    await run('npm', ['pack', `${PACKAGE}@${VERSION}`, '--pack-destination', scratch], { cwd: scratch });
    const archive = join(scratch, `${PACKAGE}-${VERSION}.tgz`);
    const digest = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (digest !== SHA_512) throw new Error(`${PACKAGE}@${VERSION} is not the archive that was examined.`);
    await run('tar', ['-xzf', archive, '-C', scratch, 'package/emulator']);
    await rename(join(scratch, 'package', 'emulator'), FILES).catch(keepTheOther);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return FILES;
}

/** Another process that fetched at the same time was faster. */
function keepTheOther(error: unknown): void {
  if (!existsSync(FILES)) throw error;
}
