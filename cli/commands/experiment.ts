import type { Command } from 'commander';
import { registerExperimentPlan } from './experiment-plan.ts';
import { registerExperimentReport } from './experiment-report.ts';
import { registerExperimentStatus } from './experiment-status.ts';

export function registerExperimentCommand(program: Command): void {
  const experiment = program
    .command('experiment')
    .description('Experiments: plan one, see where it stands, and what it shows.')
    .addHelpText(
      'after',
      `
Examples:
  $ npx rapport experiment plan --sd 0.4 --effect 0.02 --per-day 500
  $ npx rapport experiment status evening-calls
  $ npx rapport experiment report evening-calls --html evening-calls.html`,
    );
  registerExperimentPlan(experiment);
  registerExperimentStatus(experiment);
  registerExperimentReport(experiment);
}
