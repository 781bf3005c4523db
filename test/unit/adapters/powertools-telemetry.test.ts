import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, test } from 'vitest';
import { createPowertoolsTelemetry } from '../../../src/adapters/powertools-telemetry.ts';

describe('telemetry through Powertools', () => {
  const quiet = { warn: () => undefined };

  test('counts are metrics in the embedded format, added up per invocation', () => {
    const metrics = new Metrics({ namespace: 'Rapport', serviceName: 'decide' });
    const telemetry = createPowertoolsTelemetry(metrics, quiet);
    telemetry.count('DecisionsSelected');
    telemetry.count('CreditsFolded', 25);
    telemetry.count('CreditsFolded', 5);
    const document = metrics.serializeMetrics();
    expect(document).toMatchObject({ DecisionsSelected: 1, CreditsFolded: [25, 5], service: 'decide' });
    const [directive] = document._aws.CloudWatchMetrics;
    expect(directive?.Namespace).toBe('Rapport');
    expect(directive?.Metrics).toContainEqual({ Name: 'DecisionsSelected', Unit: 'Count' });
    expect(directive?.Dimensions).toStrictEqual([['service']]);
  });

  test('warnings are log lines with their details', () => {
    const lines: unknown[][] = [];
    const metrics = new Metrics({ namespace: 'Rapport', serviceName: 'decide' });
    const telemetry = createPowertoolsTelemetry(metrics, { warn: (...line) => lines.push(line) });
    telemetry.warn('The champion could not be read.', { model: 'contact', ageMs: 12 });
    expect(lines).toStrictEqual([['The champion could not be read.', { model: 'contact', ageMs: 12 }]]);
  });
});
