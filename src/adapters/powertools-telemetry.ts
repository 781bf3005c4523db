import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Telemetry } from '../app/ports/telemetry.ts';

/**
 * Counts as CloudWatch metrics in the embedded metric format, warnings as structured log lines.
 * @remarks Namespace and dimensions are those of the given instances, which the handler chain also flushes; nothing
 * is published before that.
 */
export function createPowertoolsTelemetry(
  metrics: Pick<Metrics, 'addMetric'>,
  logger: Pick<Logger, 'warn'>,
): Telemetry {
  return {
    count(metric, value = 1) {
      metrics.addMetric(metric, MetricUnit.Count, value);
    },
    warn(message, details) {
      logger.warn(message, { ...details });
    },
  };
}
