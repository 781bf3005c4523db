import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * As whom API Gateway let the caller in: the ARN of its IAM identity, or the issuer and subject of its token. Undefined
 * where the gateway knows nobody, such as on the embedded service.
 * @see AWS documentation "AWS Lambda proxy integrations for HTTP APIs": the authorizer of payload format 2.0.
 */
export function callerOf({
  requestContext,
}: Pick<APIGatewayProxyEventV2, 'requestContext'>): string | undefined {
  const { iam, jwt } = (requestContext as { readonly authorizer?: Authorizer }).authorizer ?? {};
  if (iam?.userArn !== undefined) return iam.userArn;
  return jwt?.claims?.sub === undefined ? undefined : `${jwt.claims.iss ?? ''}#${jwt.claims.sub}`;
}

/** The types of the gateway's event leave it out where the route has no authoriser. */
interface Authorizer {
  readonly iam?: { readonly userArn?: string };
  readonly jwt?: { readonly claims?: { readonly iss?: string; readonly sub?: string } };
}
