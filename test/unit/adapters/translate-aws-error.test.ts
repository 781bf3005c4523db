import { describe, expect, test } from 'vitest';
import { translateAwsError, translatingErrors } from '../../../src/adapters/translate-aws-error.ts';
import { CorruptStateError, UnavailableError } from '../../../src/core/errors.ts';

function sdkError(name: string, more: object = {}): Error {
  return Object.assign(new Error('from the service'), { name, ...more });
}

describe('errors of the SDK', () => {
  test.each([
    sdkError('ProvisionedThroughputExceededException', { $fault: 'client' }),
    sdkError('ThrottlingException', { $metadata: { httpStatusCode: 400 } }),
    sdkError('RequestThrottled'),
    sdkError('TimeoutError'),
    sdkError('SlowDown'),
    sdkError('InternalServerError', { $fault: 'server' }),
    sdkError('NeverHeardOf', { $fault: 'server' }),
    sdkError('NeverHeardOf', { $metadata: { httpStatusCode: 503 } }),
    sdkError('Error', { code: 'ECONNREFUSED' }),
    sdkError('AggregateError', { code: 'ECONNRESET' }),
  ])('that pass with time become unavailable, with their cause: %o', (error) => {
    const translated = translateAwsError(error, 'queue-unavailable');
    expect(translated).toBeInstanceOf(UnavailableError);
    expect(translated).toMatchObject({
      code: 'queue-unavailable',
      retryable: true,
      cause: error,
      details: { fault: error.name },
    });
    expect(translated.message).not.toContain('from the service');
  });

  test.each([
    sdkError('ResourceNotFoundException', { $fault: 'client', $metadata: { httpStatusCode: 400 } }),
    sdkError('AccessDeniedException', { $fault: 'client', $metadata: { httpStatusCode: 403 } }),
    sdkError('ValidationException', { $metadata: {} }),
    sdkError('CredentialsProviderError', { code: 'ENOENT' }),
    new TypeError('a defect of ours'),
    new CorruptStateError('record-corrupt', 'ours already'),
  ])('that stay come out as they are: %o', (error) => {
    expect(translateAwsError(error, 'storage-unavailable')).toBe(error);
  });

  test('that are no errors are made one, so that a batch processor can hold them', () => {
    const translated = translateAwsError('thrown text', 'storage-unavailable');
    expect(translated).toBeInstanceOf(Error);
    expect(translated).not.toBeInstanceOf(UnavailableError);
    expect(translated.cause).toBe('thrown text');
  });

  test('come out of a call translated, results as they are', async () => {
    expect(await translatingErrors('storage-unavailable', async () => 7)).toBe(7);
    const failing = translatingErrors('storage-unavailable', async () => {
      throw sdkError('SlowDown');
    });
    await expect(failing).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});
