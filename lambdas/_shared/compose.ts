import configuration from '../../rapport.config.ts';
import { createAwsClients } from '../../src/adapters/aws-clients.ts';
import { createAwsPorts } from '../../src/adapters/aws-ports.ts';
import { LOG_GATHER_MINUTES } from '../../src/shared-names.ts';
import { readEnvironment } from './env.ts';
import { makeObservability } from './observability.ts';
import { makeRuntime, type Runtime } from './runtime.ts';

/** Every write of a part is paid for, however few its rows. */
const LOG_GATHERING = { seconds: LOG_GATHER_MINUTES * 60, now: Date.now };

/** The runtime of a function in AWS, once per cold start; nothing is contacted before the first call. */
export function compose(variables: Readonly<Record<string, string | undefined>>): Runtime {
  const { simulation, serviceName, ...places } = readEnvironment(variables);
  const clients = createAwsClients();
  return makeRuntime({
    configuration,
    observability: makeObservability(serviceName),
    ports: (telemetry) => createAwsPorts({ clients, ...places, logGathering: LOG_GATHERING, telemetry }),
    simulation,
  });
}
