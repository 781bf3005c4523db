import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SnapshotStore } from '../../app/ports/model-store.ts';
import type { SnapshotId } from '../../core/identifiers.ts';
import { translateAwsError, translatingErrors } from '../translate-aws-error.ts';

/**
 * Snapshots as objects `snapshots/sha256/<hex>`. Whoever parses one checks it against its id.
 * @remarks S3 says "no such key" only to a role that may list the bucket; to others it says "access denied".
 */
export function createS3SnapshotStore(client: S3Client, bucket: string): SnapshotStore {
  return {
    async put(id, bytes) {
      await translatingErrors('storage-unavailable', () =>
        client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(id),
            Body: bytes,
            ContentType: 'application/octet-stream',
          }),
        ),
      );
    },
    async get(id) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(id) }));
        const bytes = await Body?.transformToByteArray();
        return bytes === undefined ? undefined : Uint8Array.from(bytes);
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw translateAwsError(error, 'storage-unavailable');
      }
    },
  };
}

/** `sha256:<hex>` with a slash for the colon, which some S3 tools can't handle. */
function keyOf(id: SnapshotId): string {
  return `snapshots/${id.replace(':', '/')}`;
}
