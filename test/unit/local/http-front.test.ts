import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHttpFront, type HttpFunction } from '../../../local/http-front.ts';

describe('the HTTP front', () => {
  test('hands over the request as API Gateway would', async () => {
    const { url, events } = await front();
    await fetch(`${url}/v1/decisions/d_1/confirm?a=1&b=x%20y&a=2`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Thing': 'T', cookie: 'one=1; two=2' },
      body: '{"at":"é"}',
    });
    expect(events[0]).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/decisions/{id}/confirm',
      rawPath: '/v1/decisions/d_1/confirm',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: 'd_1' },
      headers: { 'content-type': 'application/json', 'x-thing': 'T' },
      cookies: ['one=1', 'two=2'],
      body: '{"at":"é"}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', path: '/v1/decisions/d_1/confirm' }, stage: '$default' },
    });
    expect(events[0]?.headers).not.toHaveProperty('cookie');
  });

  test('passes a body that is not text in base64', async () => {
    const { url, events } = await front();
    const bytes = Buffer.from([0, 255, 128]);
    await fetch(`${url}/v1/outcomes`, {
      method: 'POST',
      headers: { 'content-type': 'application/cbor' },
      body: bytes,
    });
    expect(events[0]).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true });
  });

  test('leaves out what a request does not have', async () => {
    const { url, events } = await front();
    await fetch(`${url}/v1/health`);
    expect(events[0]).not.toHaveProperty('body');
    expect(events[0]).not.toHaveProperty('queryStringParameters');
    expect(events[0]).not.toHaveProperty('pathParameters');
    expect(events[0]).not.toHaveProperty('cookies');
  });

  test('sends what a function returned: status, headers, cookies, base64', async () => {
    const { url } = await front(async () => ({
      statusCode: 202,
      headers: { 'x-number': 7, 'content-type': 'text/plain' },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from('grüße').toString('base64'),
      isBase64Encoded: true,
    }));
    const response = await fetch(`${url}/v1/health`);
    expect(response.status).toBe(202);
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('grüße');
  });

  test('takes a returned text for a JSON body', async () => {
    const { url } = await front(async () => '{"ok":true}');
    const response = await fetch(`${url}/v1/health`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ ok: true });
  });

  test.each([
    ['GET', '/nothing', 404, 'route-unknown'],
    ['DELETE', '/v1/outcomes', 405, 'method-not-allowed'],
  ])('answers %s %s with %d', async (method, path, status, code) => {
    const { url, events } = await front();
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: `urn:rapport:problem:${code}`, status, errors: [] });
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
    expect(events).toEqual([]);
  });

  test('refuses a body beyond 10 MB without calling the function', async () => {
    const { url, events } = await front();
    const response = await fetch(`${url}/v1/outcomes`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: 'urn:rapport:problem:body-too-large' });
    expect(events).toEqual([]);
  });

  test('answers for a function that throws, tells of it, and says nothing of the reason', async () => {
    const { url, errors } = await front(() => Promise.reject(new Error('secret reason')));
    const response = await fetch(`${url}/v1/health`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(errors).toEqual([['read', new Error('secret reason')]]);
  });

  test('takes a caller who hangs up for no fault', async () => {
    const { url, errors, events } = await front();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /v1/outcomes HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    const response = await fetch(`${url}/v1/health`);
    expect(response.status).toBe(200);
    expect(events.map(({ routeKey }) => routeKey)).toEqual(['GET /v1/health']);
    expect(errors).toEqual([]);
  });
});

async function front(
  answer: () => Promise<APIGatewayProxyResultV2> = async () => ({ statusCode: 200, body: '{}' }),
) {
  const events: APIGatewayProxyEventV2[] = [];
  const errors: [string, unknown][] = [];
  const each: HttpFunction = (event) => {
    events.push(event);
    return answer();
  };
  const server = createHttpFront({
    functions: {
      decide: each,
      dispatch: each,
      'accept-outcomes': each,
      read: each,
      borrowers: each,
      erase: each,
      features: each,
      experiments: each,
    },
    onError: (name, error) => errors.push([name, error]),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, events, errors };
}
