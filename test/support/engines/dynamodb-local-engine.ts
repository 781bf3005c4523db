import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { dynamoDbLocalFiles } from './dynamodb-local-files.ts';
import type { Engine } from './engine.ts';

export type DynamoDbLocal =
  | { readonly kind: 'ready'; readonly start: () => Promise<Engine> }
  | { readonly kind: 'absent'; readonly why: 'no-java' | 'not-fetched'; readonly reason: string };

const START_MS = 30_000;

/** AWS's own DynamoDB Local, or the plain reason why it can't run here. */
export async function findDynamoDbLocal(): Promise<DynamoDbLocal> {
  try {
    await promisify(execFile)('java', ['-version']);
  } catch {
    return { kind: 'absent', why: 'no-java', reason: 'there is no working Java on PATH' };
  }
  try {
    const folder = await dynamoDbLocalFiles();
    return { kind: 'ready', start: () => start(folder) };
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { kind: 'absent', why: 'not-fetched', reason: `it could not be fetched (${detail})` };
  }
}

async function start(folder: string): Promise<Engine> {
  const port = await freePort();
  const options = ['-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb', '-port', String(port)];
  const child = spawn('java', ['-Xmx512m', '-Djava.library.path=./DynamoDBLocal_lib', ...options], {
    cwd: folder,
    stdio: 'ignore',
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  await untilListening(child, port);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill);
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const end = Date.now() + START_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with code ${child.exitCode}.`);
    if (Date.now() > end) throw new Error(`DynamoDB Local does not listen after ${START_MS} ms.`);
    await wait(100);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
