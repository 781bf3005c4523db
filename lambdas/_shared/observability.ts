import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../../src/shared-names.ts';
import type { Observability } from './runtime.ts';

/**
 * Structured logs and metrics in the embedded metric format, both on standard output. The service name is the only
 * dimension: one by borrower or arm would be a metric of its own for each.
 */
export function makeObservability(serviceName: string): Observability {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({
    serviceName,
    namespace: METRIC_NAMESPACE,
    logger: {
      debug() {},
      info() {},
      // Its one warning is of a call without a metric, which is what every read is.
      warn() {},
      error: (...content: string[]) => logger.error(content.join(' ')),
    },
  });
  return { logger, metrics };
}
