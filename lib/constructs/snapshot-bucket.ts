import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface SnapshotBucketProps {
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly accessLogRetention: Duration;
}

/**
 * The bucket of the snapshots and the bucket of its access logs.
 * @remarks Current snapshots never expire: a decision can be replayed as long as its snapshot exists.
 */
export class SnapshotBucket extends Construct {
  readonly bucket: Bucket;
  /** Takes the access logs of other buckets too, each under a prefix of its own. */
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: SnapshotBucketProps) {
    super(scope, id);
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: props.removalPolicy,
    };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      // S3 delivers access logs only to buckets under its own keys.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: props.accessLogRetention }],
    });
    this.bucket = new Bucket(this, 'Snapshots', {
      ...common,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      versioned: true,
      // Its declared type misses `IBucket` by an optional property that may be undefined.
      serverAccessLogsBucket: this.accessLogs as IBucket,
      lifecycleRules: [
        {
          // Only a repeated upload of the same bytes or a deletion by mistake makes a version non-current.
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
  }
}
