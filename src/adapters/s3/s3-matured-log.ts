import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { LogPartKey, MaturedLog } from '../../app/ports/matured-log.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';
import { LOG_PREFIX } from '../../shared-names.ts';
import { translateAwsError, translatingErrors } from '../translate-aws-error.ts';

/**
 * S3's ways to say that the object is not as expected: another content or already there (412), another writer at this
 * very moment (409), or gone (404).
 */
const MOVED = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

/**
 * The matured log as objects `matured/v1/day=YYYY-MM-DD/part-NN.jsonl`, replaced by conditional writes.
 * @remarks S3 says "no such key" only to a role that may list the bucket; to others it says "access denied".
 */
export function createS3MaturedLog(client: S3Client, bucket: string): MaturedLog {
  return {
    async read(key) {
      try {
        const { Body, ETag: tag } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: objectKey(key) }),
        );
        const text = await Body?.transformToString('utf-8');
        if (text === undefined || tag === undefined)
          throw new Error('S3 answered without a body or an ETag.');
        return { text, tag };
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw translateAwsError(error, 'storage-unavailable');
      }
    },
    async write(key, text, expected) {
      const condition = expected === undefined ? { IfNoneMatch: '*' } : { IfMatch: expected };
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: objectKey(key),
            Body: Buffer.from(text),
            ContentType: 'application/x-ndjson',
            ...condition,
          }),
        );
        return 'stored';
      } catch (error) {
        if (error instanceof Error && MOVED.has(error.name)) return 'moved';
        throw translateAwsError(error, 'storage-unavailable');
      }
    },
    async *parts({ from, to } = {}) {
      const StartAfter = from === undefined ? undefined : `${LOG_PREFIX}day=${from}`;
      let ContinuationToken: string | undefined;
      do {
        const page = await translatingErrors('storage-unavailable', () =>
          client.send(
            new ListObjectsV2Command({ Bucket: bucket, Prefix: LOG_PREFIX, StartAfter, ContinuationToken }),
          ),
        );
        for (const { Key = '' } of page.Contents ?? []) {
          const key = partKey(Key);
          if (key === undefined) continue;
          if (to !== undefined && key.day > to) return;
          yield key;
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
  };
}

/** Sorts as (day, shard) does. */
function objectKey({ day, shard }: LogPartKey): string {
  return `${LOG_PREFIX}day=${day}/part-${String(shard).padStart(2, '0')}.jsonl`;
}

/** What the object holds; `undefined` when it is none of ours. */
function partKey(key: string): LogPartKey | undefined {
  const [, day, shard] =
    /^day=(\d{4}-\d\d-\d\d)\/part-(\d\d)\.jsonl$/.exec(key.slice(LOG_PREFIX.length)) ?? [];
  return day === undefined ? undefined : { day: day as UtcDate, shard: Number(shard) };
}
