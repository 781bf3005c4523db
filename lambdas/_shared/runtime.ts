import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { createPowertoolsTelemetry } from '../../src/adapters/powertools-telemetry.ts';
import type { Dependencies } from '../../src/app/dependencies.ts';
import { championSource } from '../../src/app/model-source.ts';
import { policyBookSource } from '../../src/app/policy-book-source.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { Telemetry } from '../../src/app/ports/telemetry.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { type Instant, instant, MINUTE_MS } from '../../src/core/time/instant.ts';

export interface Observability {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Everything a handler is made of. */
export interface Runtime extends Dependencies, Observability {
  readonly clock: () => Instant;
  /** Whether callers may set the clock with `at`. */
  readonly simulation: boolean;
}

export interface RuntimeOptions {
  readonly configuration: Configuration;
  readonly observability: Observability;
  /** Makes the ports; they report to the telemetry of the runtime. */
  readonly ports: (telemetry: Telemetry) => Ports;
  readonly simulation: boolean;
  /** @defaultValue the computer's clock */
  readonly clock?: () => Instant;
  /** How long a served model is kept before the champion is looked up again, in milliseconds. @defaultValue 1 minute */
  readonly modelMaxAgeMs?: number;
  /**
   * … and the policy book: so long a stopped variant may go on deciding.
   * @defaultValue 10 seconds; in a simulation not beyond the instant, for days may pass there from one call to the next
   */
  readonly bookMaxAgeMs?: number;
}

const BOOK_MAX_AGE_MS = { live: 10_000, simulated: 1 } as const;

/** The runtime of one process; its handlers share connections and the model in memory. */
export function makeRuntime(options: RuntimeOptions): Runtime {
  const { configuration, observability, simulation } = options;
  const telemetry = createPowertoolsTelemetry(observability.metrics, observability.logger);
  const ports = options.ports(telemetry);
  return {
    ...ports,
    ...observability,
    configuration,
    models: championSource(ports, options.modelMaxAgeMs ?? MINUTE_MS),
    books: policyBookSource(
      ports,
      options.bookMaxAgeMs ?? BOOK_MAX_AGE_MS[simulation ? 'simulated' : 'live'],
    ),
    stopwatch: () => performance.now(),
    clock: options.clock ?? (() => instant(Date.now())),
    simulation,
  };
}
