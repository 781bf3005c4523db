import { parentPort } from 'node:worker_threads';
import { playWorld, type WorldPlaySettings } from './play-world.ts';

/** A thread that plays worlds: one message is one run. */
parentPort?.on('message', (settings: WorldPlaySettings) => {
  parentPort?.postMessage(playWorld(settings));
});
