import { AppError, UnavailableError } from '../core/errors.ts';

/** What did not answer. */
export type UnavailableResource = 'storage-unavailable' | 'queue-unavailable';

/** The services' own names for "not now": throttling, time-outs and faults on their side. */
const TRANSIENT_NAMES = new Set([
  'InternalError',
  'InternalFailure',
  'InternalServerError',
  'KmsThrottled',
  'LimitExceededException',
  'OverLimit',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

/** Node's codes for a peer that can't be reached or hung up. */
const NETWORK_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * The error to throw for what the SDK threw: {@link UnavailableError} when the same call may succeed later, else the
 * very same error, since a missing table or a denied permission is a fault of the deployment and not of the moment.
 */
export function translateAwsError(error: unknown, resource: UnavailableResource): Error {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error))
    return new Error('The AWS SDK threw something that is no error.', { cause: error });
  if (!isTransient(error)) return error;
  const what = resource === 'queue-unavailable' ? 'The queue' : 'The storage';
  return new UnavailableError(resource, `${what} did not answer (${error.name}); repeat the call.`, {
    details: { fault: error.name },
    cause: error,
  });
}

/** The result of the call; its failures come out translated. The only place where SDK errors enter the program. */
export async function translatingErrors<T>(
  resource: UnavailableResource,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw translateAwsError(error, resource);
  }
}

function isTransient(error: Error & { code?: unknown; $fault?: unknown; $metadata?: unknown }): boolean {
  if (TRANSIENT_NAMES.has(error.name) || error.$fault === 'server') return true;
  return (typeof error.code === 'string' && NETWORK_CODES.has(error.code)) || statusOf(error) >= 500;
}

function statusOf({ $metadata }: { $metadata?: unknown }): number {
  if (typeof $metadata !== 'object' || $metadata === null || !('httpStatusCode' in $metadata)) return 0;
  return Number($metadata.httpStatusCode);
}
