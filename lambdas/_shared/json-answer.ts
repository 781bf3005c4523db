import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An answer in JSON; it may hold borrower data, so nobody on the way keeps it. */
export function jsonAnswer(statusCode: number, body: object): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
