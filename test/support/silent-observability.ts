import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Observability } from '../../lambdas/_shared/runtime.ts';

/** Logs and metrics that nobody sees. */
export function silentObservability(): Observability {
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
  const metrics = new Metrics({
    namespace: 'Test',
    serviceName: 'test',
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }), metrics };
}
