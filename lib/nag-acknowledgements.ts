import type { Acknowledgment } from 'aws-cdk-lib';

/**
 * Findings of cdk-nag that stay, each with its reason; whatever could be mended was mended instead. They are applied
 * where the construct is made, and test/infra/nag.test.ts fails on one that no longer matches a finding.
 */

/** On every function's role. */
export const X_RAY_HAS_NO_RESOURCES: Acknowledgment = {
  id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
  reason:
    'xray:PutTraceSegments and xray:PutTelemetryRecords know no resource types, so * is the only resource they take; ' +
    'test/infra/permissions.test.ts sees to it that no other statement takes it.',
};

/** On the roles that read or write snapshots; `bucket` is the bucket as the finding spells it. */
export function snapshotsHaveNoList(bucket: string, prefix: string): Acknowledgment {
  return {
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::${bucket}/${prefix}*]`,
    reason:
      'A snapshot is named by the SHA-256 of its content, so the objects can not be listed beforehand; the grant is ' +
      'for s3:GetObject or s3:PutObject under one prefix of one bucket.',
  };
}

/** On the role that writes the matured log; `bucket` is the bucket as the finding spells it. */
export function partsHaveNoList(bucket: string, prefix: string): Acknowledgment {
  return {
    id: `AwsSolutions::AwsSolutions-IAM5[Resource::${bucket}/${prefix}*]`,
    reason:
      'The parts of the matured log are named by day, so they can not be listed beforehand; the grant is for ' +
      's3:GetObject and s3:PutObject under one prefix of one bucket.',
  };
}

/** On the health route of a stage with `openHealth`. */
export const HEALTH_IS_OPEN: Acknowledgment = {
  id: 'AwsSolutions::AwsSolutions-APIG4',
  reason:
    'The stage asks for it: GET /v1/health tells a load balancer whether the service answers, and nothing else.',
};
