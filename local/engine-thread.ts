import { parentPort, workerData } from 'node:worker_threads';
import { type EngineOptions, openEngines } from './engines.ts';

// The thread that `startEngines` makes: it tells the ports once, and any message ends it in order.
const options: EngineOptions = workerData;
const engines = await openEngines(options);
parentPort?.once('message', () => void engines.stop());
parentPort?.postMessage(engines.ports);
