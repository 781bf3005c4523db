import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { addFindings, type Block, type LawFindings } from '../../support/contact-law/run-block.ts';

const BLOCK_SIZE = 1_000;

/** Splits the cases into blocks of a thousand, which are the same whatever thread runs them, and adds up what they show. */
export async function runBlocks(
  { cases, seed, threads }: { readonly cases: number; readonly seed: number; readonly threads: number },
  onProgress: (done: number, disagreements: number) => void,
): Promise<LawFindings> {
  const blocks = blocksOf(cases, seed);
  const byNumber: LawFindings[] = [];
  let done = 0;
  let disagreements = 0;
  const waiting = blocks.values();
  await Promise.all(
    Array.from({ length: Math.min(threads, blocks.length) }, async () => {
      const worker = new Worker(new URL('law-worker.ts', import.meta.url));
      // An iterator shared by the threads: each block is taken once.
      for (const block of waiting) {
        worker.postMessage(block);
        const [findings] = (await once(worker, 'message')) as [LawFindings];
        byNumber[block.number] = findings;
        done += block.cases;
        disagreements += findings.disagreements;
        onProgress(done, disagreements);
      }
      await worker.terminate();
    }),
  );
  return byNumber.reduce(addFindings);
}

function blocksOf(cases: number, seed: number): Block[] {
  return Array.from({ length: Math.ceil(cases / BLOCK_SIZE) }, (_, number) => ({
    seed,
    number,
    cases: Math.min(BLOCK_SIZE, cases - number * BLOCK_SIZE),
  }));
}
