import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { translatingErrors } from '../translate-aws-error.ts';

/** Objects of a bucket as they are, whoever wrote them. */
export interface S3Objects {
  /** Keys that begin with the prefix, in order. */
  keys(prefix: string): AsyncIterable<string>;
  /** The object's bytes, piece by piece. */
  bytes(key: string): AsyncIterable<Uint8Array>;
}

export function s3Objects(client: S3Client, bucket: string): S3Objects {
  return {
    async *keys(prefix) {
      let ContinuationToken: string | undefined;
      do {
        const page = await translatingErrors('storage-unavailable', () =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken })),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
    async *bytes(key) {
      const { Body } = await translatingErrors('storage-unavailable', () =>
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
      );
      if (Body !== undefined) yield* Body as AsyncIterable<Uint8Array>;
    },
  };
}
