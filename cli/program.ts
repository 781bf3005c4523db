import { Command, CommanderError } from 'commander';
import { AppError } from '../src/core/errors.ts';
import { registerDecideBatchCommand } from './commands/decide-batch.ts';
import { registerDemoCommand } from './commands/demo.ts';
import { registerEvaluateCommand } from './commands/evaluate.ts';
import { registerExperimentCommand } from './commands/experiment.ts';
import { registerExportCommand } from './commands/export.ts';
import { registerFeaturesCommand } from './commands/features.ts';
import { registerMonitorCommand } from './commands/monitor.ts';
import { registerParkedCommand } from './commands/parked.ts';
import { registerPlanConfigCommand } from './commands/plan-config.ts';
import { registerPoliciesCommand } from './commands/policies.ts';
import { registerPromoteCommand } from './commands/promote.ts';
import { registerRebuildLogCommand } from './commands/rebuild-log.ts';
import { registerRecreditCommand } from './commands/recredit.ts';
import { registerReplayCommand } from './commands/replay.ts';
import { registerRollbackCommand } from './commands/rollback.ts';
import { registerRulesCommand } from './commands/rules.ts';
import { registerSearchCommand } from './commands/search.ts';
import { registerShadowCommand } from './commands/shadow.ts';
import { registerStartCommand } from './commands/start.ts';
import { registerTuneCommand } from './commands/tune.ts';
import { registerVerifyCommand } from './commands/verify.ts';
import { registerWarmStartCommand } from './commands/warm-start.ts';

/** Runs one command and gives its exit code: 0 done, 1 failed, 2 called wrongly. Errors are told in words, not stacks. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const program = new Command('rapport')
    .description(
      'Decides whether, on which channel and when to contact each borrower; learns from what happens next.',
    )
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError('(add --help for what it takes)')
    .exitOverride();
  for (const register of [
    registerDemoCommand,
    registerStartCommand,
    registerReplayCommand,
    registerDecideBatchCommand,
    registerWarmStartCommand,
    registerShadowCommand,
    registerTuneCommand,
    registerPlanConfigCommand,
    registerRecreditCommand,
    registerVerifyCommand,
    registerEvaluateCommand,
    registerSearchCommand,
    registerPromoteCommand,
    registerMonitorCommand,
    registerExportCommand,
    registerRebuildLogCommand,
    registerFeaturesCommand,
    registerParkedCommand,
    registerRulesCommand,
    registerExperimentCommand,
    registerPoliciesCommand,
    registerRollbackCommand,
  ]) {
    register(program);
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe, e.g. `| head`, has seen enough.
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  try {
    await program.parseAsync([...argv]);
    return process.exitCode === undefined ? 0 : Number(process.exitCode);
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) {
    process.stderr.write(`rapport: ${error.message} [${error.code}]\n`);
    for (const { pointer, problem, fix } of error.fields)
      process.stderr.write(`  ${pointer}: ${problem}; ${fix}\n`);
    return 1;
  }
  process.stderr.write(
    `rapport: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}
