#!/usr/bin/env node
// Runs a command of this project on the pinned Node, installing what is missing first. Plain JavaScript for Node ≥ 20:
// it is what `npm test`, `npm run demo` and `npx rapport` start with on a fresh clone.
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');

/** npm writes its hidden lock file last: one that is not older than ours tells of a finished installation of ours. */
function isInstalled() {
  const modifiedAt = (...path) => statSync(join(root, ...path), { throwIfNoEntry: false })?.mtimeMs;
  const installed = modifiedAt('node_modules', '.package-lock.json');
  const wanted = modifiedAt('package-lock.json') ?? 0;
  return installed !== undefined && installed >= wanted - 10_000;
}

function installWhatIsMissing() {
  if (isInstalled()) return;
  process.stderr.write('Installing dependencies (once; about a minute) …\n');
  const ci = npm('ci');
  if (ci.status === 0) return;
  // A registry that lacks builds for other platforms makes `npm ci` refuse the lock file; the versions still hold.
  const install = npm('install', '--no-save');
  if (install.status === 0) return;
  process.stderr.write(
    `${ci.stderr}${install.stderr}\nThe installation failed; mend the above and repeat.\n`,
  );
  process.exit(install.status ?? 1);
}

function npm(...args) {
  const windows = process.platform === 'win32';
  return spawnSync(windows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: windows,
  });
}

/**
 * The command's exit is ours; a signal to us is passed on. A terminal sends Ctrl-C to the child as well, so that it
 * can end its work in order: we only wait.
 */
function run(command, args) {
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, RAPPORT_ROOT: root },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  child.on('exit', (code, signal) =>
    process.exit(signal === null ? (code ?? 1) : 128 + (signal === 'SIGINT' ? 2 : 15)),
  );
  child.on('error', (error) => {
    process.stderr.write(`${command} could not be started: ${error.message}\n`);
    process.exit(1);
  });
}

installWhatIsMissing();
const [command = 'node', ...args] = process.argv.slice(2);
run(command === 'node' ? join(bin, 'node') : command, args);
