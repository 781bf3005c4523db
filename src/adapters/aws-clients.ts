import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface AwsClients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
}

export interface AwsClientOptions {
  /** Where each service answers. @defaultValue the SDK's `AWS_ENDPOINT_URL_DYNAMODB`, `…_SQS`, `…_S3`, else AWS */
  readonly endpoints?: { readonly dynamodb?: string; readonly sqs?: string; readonly s3?: string };
  /** @defaultValue the SDK's own chain, e.g. `AWS_REGION` */
  readonly region?: string;
  /** @defaultValue the SDK's own chain, in a Lambda that of its role */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Buckets in the path instead of the host name, which an engine on this machine needs. @defaultValue false */
  readonly s3PathStyle?: boolean;
  /** How long one attempt may take, in milliseconds. @defaultValue 3000 */
  readonly requestTimeoutMs?: number;
  /** How often a call is tried in all. @defaultValue 4 */
  readonly maxAttempts?: number;
}

const REQUEST_TIMEOUT_MS = 3_000;
const MAX_ATTEMPTS = 4;
const MAX_SOCKETS = 128;

/**
 * SDK clients that keep their connections and give up in bounded time: by default 4 attempts of at most 3 s. Without
 * limits of its own the SDK waits for ever on a peer that accepts and never answers. Connecting has no shorter limit:
 * a busy process notices late that it is connected, and would fail itself.
 */
export function createAwsClients(options: AwsClientOptions = {}): AwsClients {
  const { endpoints = {}, region, credentials, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const shared = (endpoint: string | undefined) => ({
    maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  return {
    dynamodb: new DynamoDBClient(shared(endpoints.dynamodb)),
    /** The queue's URL names a host that an engine on this machine may not have: the endpoint decides. */
    sqs: new SQSClient({ ...shared(endpoints.sqs), useQueueUrlAsEndpoint: false }),
    s3: new S3Client({ ...shared(endpoints.s3), forcePathStyle: options.s3PathStyle ?? false }),
  };
}
