import { type AwsClients, createAwsClients } from '../src/adapters/aws-clients.ts';

export const REGION = 'us-east-1';
/** The account that fauxqs gives every resource. */
export const ACCOUNT = '000000000000';

/** Where the embedded engines listen, on the loopback interface. */
export interface EnginePorts {
  readonly dynamodb: number;
  /** fauxqs answers for both on one port. */
  readonly sqsS3: number;
}

/** The service's own SDK clients, pointed at embedded engines. */
export function loopbackClients({ dynamodb, sqsS3 }: EnginePorts): AwsClients {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return createAwsClients({
    endpoints: { dynamodb: at(dynamodb), sqs: at(sqsS3), s3: at(sqsS3) },
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    s3PathStyle: true,
    // One process does all the work: a full queue of it must not look like an outage.
    requestTimeoutMs: 20_000,
  });
}

/** Closes the connections, so that the engines behind them can stop. */
export function closeClients(clients: AwsClients): void {
  for (const client of [clients.dynamodb, clients.sqs, clients.s3]) client.destroy();
}
