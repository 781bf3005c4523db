import type { Command } from 'commander';
import { registerExperimentChanges } from './experiment-changes.ts';
import { registerExperimentPlan } from './experiment-plan.ts';
import { registerExperimentPropose } from './experiment-propose.ts';
import { registerExperimentReads } from './experiment-reads.ts';
import { registerExperimentReport } from './experiment-report.ts';
import { registerExperimentResume } from './experiment-resume.ts';
import { registerExperimentStatus } from './experiment-status.ts';

export function registerExperimentCommand(program: Command): void {
  const experiment = program
    .command('experiment')
    .description(
      'Experiments: plan, propose, approve, start, ramp and stop them, and read what they show at any time.',
    )
    .addHelpText(
      'after',
      `
What would reach more of everybody than experiments.fourEyesAbove of rapport.config.ts goes live only after somebody else
has approved it. Every change is kept with author and reason: see history.

Examples:
  $ npx rapport experiment plan --sd 0.4 --effect 0.02 --per-day 500
  $ npx rapport experiment propose docs/examples/experiment.json --author analyst --reason 'evenings look promising'
  $ npx rapport experiment start evening-rules --author analyst --reason 'agreed on Monday'
  $ npx rapport experiment ramp evening-rules --share 0.5 --author analyst --reason 'no harm seen'
  $ npx rapport experiment approve evening-rules --author reviewer --reason 'looked at the guardrails'
  $ npx rapport experiment status evening-rules
  $ npx rapport experiment report evening-rules --html evening-rules.html
  $ npx rapport experiment stop evening-rules --author analyst --reason 'decided'
  $ npx rapport experiment list`,
    );
  registerExperimentPlan(experiment);
  registerExperimentPropose(experiment);
  registerExperimentChanges(experiment);
  registerExperimentResume(experiment);
  registerExperimentReads(experiment);
  registerExperimentStatus(experiment);
  registerExperimentReport(experiment);
}
