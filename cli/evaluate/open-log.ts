import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createAwsClients } from '../../src/adapters/aws-clients.ts';
import { type S3Objects, s3Objects } from '../../src/adapters/s3/s3-objects.ts';
import { exportLog } from '../../src/app/export-log.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { type LogFile, logFiles } from './log-files.ts';
import type { LogFormat } from './readers/line-reader.ts';
import type { WithPorts } from './target-options.ts';

export interface OpenedLog {
  readonly files: readonly LogFile[];
  /** What lies beside it is looked for here. */
  readonly place: string;
}

/** Where buckets are. */
export interface LogSources {
  readonly bucketOf: (name: string) => S3Objects;
}

const AWS: LogSources = { bucketOf: (name) => s3Objects(createAwsClients().s3, name) };

/**
 * The files of a log. What isn't on this machine, or can be read only once, is copied into `folder` first.
 * @param log A file, a folder, `s3://bucket/prefix` or `-` for standard input; the matured log of the place when absent.
 */
export async function openLog(
  log: string | undefined,
  format: LogFormat | undefined,
  folder: string,
  withPorts: WithPorts,
  { bucketOf }: LogSources = AWS,
): Promise<OpenedLog> {
  if (log === undefined)
    return await copied(folder, 'log.jsonl', lines(withPorts, join(folder, 'log.jsonl')));
  if (log === '-')
    return await copied(folder, 'input', pipeline(process.stdin, createWriteStream(join(folder, 'input'))));
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(log) ?? [];
  if (bucket === undefined) return { files: await logFiles(log, format), place: log };
  const place = join(folder, 'objects');
  await mkdir(place, { recursive: true });
  const objects = bucketOf(bucket);
  let number = 0;
  for await (const key of objects.keys(prefix)) {
    if (key.endsWith('/')) continue;
    // Keys in order are days in order; their own names tell what they hold.
    const name = `${String(number).padStart(8, '0')}-${basename(key)}`;
    await pipeline(Readable.from(objects.bytes(key)), createWriteStream(join(place, name)));
    number += 1;
  }
  if (number === 0) throw new InvalidInputError('schema-violation', `There is nothing at ${log}.`);
  return { files: await logFiles(place, format), place };
}

async function copied(folder: string, name: string, copying: Promise<void>): Promise<OpenedLog> {
  await copying;
  return { files: await logFiles(join(folder, name)), place: join(folder, name) };
}

async function lines(withPorts: WithPorts, path: string): Promise<void> {
  await withPorts(async (ports) => {
    const parts = exportLog(ports, {});
    await pipeline(
      Readable.from(
        (async function* () {
          for await (const { text } of parts) yield text;
        })(),
      ),
      createWriteStream(path),
    );
  });
}
