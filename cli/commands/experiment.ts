import type { Command } from 'commander';
import { registerExperimentChanges } from './experiment-changes.ts';
import { registerExperimentPropose } from './experiment-propose.ts';
import { registerExperimentReads } from './experiment-reads.ts';
import { registerExperimentResume } from './experiment-resume.ts';

export function registerExperimentCommand(program: Command): void {
  const experiment = program
    .command('experiment')
    .description(
      'Experiments: propose, approve, start, ramp and stop them; who is in which variant stays for good.',
    )
    .addHelpText(
      'after',
      `
What would reach more of everybody than experiments.fourEyesAbove of rapport.config.ts goes live only after somebody else
has approved it. Every change is kept with author and reason: see history.

Examples:
  $ npx rapport experiment propose docs/examples/experiment.json --author Ann --reason 'evenings look promising'
  $ npx rapport experiment start evening-rules --author Ann --reason 'agreed on Monday'
  $ npx rapport experiment ramp evening-rules --share 0.5 --author Ann --reason 'no harm seen'
  $ npx rapport experiment approve evening-rules --author Bob --reason 'looked at the guardrails'
  $ npx rapport experiment stop evening-rules --author Ann --reason 'decided'
  $ npx rapport experiment list`,
    );
  registerExperimentPropose(experiment);
  registerExperimentChanges(experiment);
  registerExperimentResume(experiment);
  registerExperimentReads(experiment);
}
