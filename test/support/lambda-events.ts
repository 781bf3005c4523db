import type { APIGatewayProxyEventV2, Context, ScheduledEvent, SQSEvent, SQSRecord } from 'aws-lambda';

export interface HttpEventOptions {
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly isBase64Encoded?: boolean;
  /** The ARN as which the gateway let the caller in. */
  readonly caller?: string;
}

/** What API Gateway sends for this route; with a body, its media type is JSON unless the headers say otherwise. */
export function httpEvent(routeKey: string, options: HttpEventOptions = {}): APIGatewayProxyEventV2 {
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  const { body, headers = {}, id, isBase64Encoded = false, caller } = options;
  const path = template.replace('{id}', encodeURIComponent(id ?? ''));
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: body === undefined ? { ...headers } : { 'content-type': 'application/json', ...headers },
    ...(id === undefined ? {} : { pathParameters: { id } }),
    requestContext: {
      ...(caller === undefined ? {} : { authorizer: { iam: { userArn: caller } } }),
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'test',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'gateway-request',
      routeKey,
      stage: '$default',
      time: '24/Nov/2026:14:00:00 +0000',
      timeEpoch: 1_795_528_800_000,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded,
  };
}

interface MessageOptions {
  readonly messageId?: string;
  /** How often the queue has handed it out, this time included. */
  readonly deliveries?: number;
  /** Milliseconds since the epoch. */
  readonly sentAt?: number;
}

/** A message as the SQS event source hands it out. */
function sqsRecord(
  body: unknown,
  { messageId = 'm-1', deliveries = 1, sentAt = 1_795_528_800_000 }: MessageOptions = {},
): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(deliveries),
      SentTimestamp: String(sentAt),
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: '1795528800000',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test',
    awsRegion: 'us-east-1',
  };
}

/** A batch of messages `m-0`, `m-1` … */
export function sqsEvent(
  bodies: readonly unknown[],
  deliveries = 1,
  sentAt?: number,
  queueArn = 'arn:aws:sqs:us-east-1:000000000000:test',
): SQSEvent {
  const options = { deliveries, ...(sentAt === undefined ? {} : { sentAt }) };
  return {
    Records: bodies.map((body, index) => ({
      ...sqsRecord(body, { messageId: `m-${index}`, ...options }),
      eventSourceARN: queueArn,
    })),
  };
}

/** What a schedule sends at this RFC 3339 time. */
export function scheduledEvent(time: string): ScheduledEvent {
  return {
    id: 'scheduled-1',
    version: '0',
    account: '000000000000',
    time,
    region: 'us-east-1',
    resources: [],
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    detail: {},
  };
}

export function lambdaContext(remainingMs = 30_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
    memoryLimitInMB: '512',
    awsRequestId: 'request-1',
    logGroupName: '/aws/lambda/test',
    logStreamName: 'test',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
