import {
  type AwsClientOptions,
  type AwsClients,
  createAwsClients,
} from '../../../src/adapters/aws-clients.ts';

/** The service's own clients, pointed at an engine on this machine. */
export function clientsFor(endpoint: string, options: AwsClientOptions = {}): AwsClients {
  return createAwsClients({
    endpoints: { dynamodb: endpoint, sqs: endpoint, s3: endpoint },
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    s3PathStyle: true,
    requestTimeoutMs: 20_000,
    ...options,
  });
}
