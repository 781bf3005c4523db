import { parentPort } from 'node:worker_threads';
import { type Block, runBlock } from '../../support/contact-law/run-block.ts';

/** A thread that runs one block after another. */
parentPort?.on('message', (block: Block) => parentPort?.postMessage(runBlock(block)));
