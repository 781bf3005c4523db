import { expect, test } from 'vitest';
import { callerOf } from '../../../lambdas/_shared/caller.ts';
import { httpEvent } from '../../support/lambda-events.ts';

const ARN = 'arn:aws:sts::111122223333:assumed-role/servicing/ann@example.com';
const { requestContext } = httpEvent('GET /v1/policies');

function callerWith(authorizer: object | undefined): string | undefined {
  return callerOf({
    requestContext: { ...requestContext, ...(authorizer === undefined ? {} : { authorizer }) },
  });
}

test.each([
  ['an IAM identity', { iam: { userArn: ARN } }, ARN],
  [
    'a token',
    { jwt: { claims: { iss: 'https://id.example.com', sub: 'u-1' }, scopes: [] } },
    'https://id.example.com#u-1',
  ],
  [
    'a token of another issuer',
    { jwt: { claims: { iss: 'https://id.example.org', sub: 'u-1' } } },
    'https://id.example.org#u-1',
  ],
  ['a token without a subject', { jwt: { claims: { iss: 'https://id.example.com' } } }, undefined],
  ['an authoriser that tells nothing', {}, undefined],
  ['no authoriser', undefined, undefined],
])('%s', (_, authorizer, caller) => {
  expect(callerWith(authorizer)).toBe(caller);
});
