import type { MiddlewareObj, Request } from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type InvalidInputCode, InvalidInputError } from '../../src/core/errors.ts';

/** Larger than any request of the contracts; parsing is paid for, so it is not begun. */
const MAX_BYTES = 256 * 1024;
/** Deeper than any request of the contracts. */
const MAX_DEPTH = 32;
const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** Whether a request must have a body. */
export type BodyRule = 'required' | 'optional';

/**
 * Replaces the body by what its JSON says, or by `undefined` where there is none and none is needed.
 * Refused before parsing: too many bytes, another media type, bytes that are not UTF-8, deep nesting; then malformed
 * JSON and members that would reach into prototypes.
 */
export function jsonBody(rule: BodyRule): MiddlewareObj<APIGatewayProxyEventV2> {
  // The media type is judged here already, so that a wrong one is not called a wrong body.
  const parser = jsonBodyParser({ disableContentTypeCheck: true });
  return {
    before: (request: Request<APIGatewayProxyEventV2>) => {
      const { event } = request;
      const text = textOf(event);
      if (text.trim() === '') {
        if (rule === 'required') throw refusal('body-not-json', 'There is no body.', 'send one JSON object');
        delete event.body;
        return;
      }
      assertJsonMediaType(event.headers['content-type']);
      assertShallow(text);
      event.body = text;
      event.isBase64Encoded = false;
      try {
        parser.before?.(request as Parameters<NonNullable<typeof parser.before>>[0]);
      } catch (error) {
        throw isForbiddenKey(error)
          ? refusal(
              'schema-violation',
              'A member of the body has a forbidden name.',
              'remove __proto__ and constructor',
            )
          : refusal('body-not-json', 'The body is not JSON.', 'send one JSON object in UTF-8');
      }
    },
  };
}

function textOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  // Base64 is a third longer than what it holds: the limit is that of the content.
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BYTES) {
    throw refusal('body-too-large', `The body has ${bytes.length} bytes.`, `send at most ${MAX_BYTES}`);
  }
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal('body-not-json', 'The body is not UTF-8.', 'send JSON in UTF-8');
  }
}

function assertJsonMediaType(contentType: string | undefined): void {
  if (contentType !== undefined && JSON_MEDIA_TYPE.test(contentType)) return;
  throw refusal(
    'media-type-unsupported',
    contentType === undefined ? 'The body has no media type.' : 'The body has another media type than JSON.',
    'send Content-Type: application/json',
    '/header/Content-Type',
  );
}

/** Counts brackets outside of texts: parsing itself would take a stack frame for each. */
function assertShallow(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) {
        throw refusal(
          'schema-violation',
          'The body is nested too deeply.',
          `nest at most ${MAX_DEPTH} levels`,
        );
      }
    } else if (character === '}' || character === ']') depth -= 1;
  }
}

function isForbiddenKey(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Forbidden key');
}

function refusal(code: InvalidInputCode, message: string, fix: string, pointer = ''): InvalidInputError {
  return new InvalidInputError(code, message, { fields: [{ pointer, problem: message, fix }] });
}
