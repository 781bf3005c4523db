import { App } from 'aws-cdk-lib';
import { addRapport } from '../lib/rapport-app.ts';
import type { StageConfig } from '../lib/stage-config.ts';
import { stageConfig } from '../lib/stages.ts';

const app = new App();
addRapport(app, requestedStage());

/** The stage that the command line names; a wrong one is told in words, not as a stack trace. */
function requestedStage(): StageConfig {
  const [stage, alarmEmail, alarmTopicArn] = ['stage', 'alarmEmail', 'alarmTopicArn'].map(
    (name) => app.node.tryGetContext(name) as string | undefined,
  );
  try {
    return stageConfig({
      ...(stage !== undefined && { stage }),
      ...(alarmEmail !== undefined && { alarmEmail }),
      ...(alarmTopicArn !== undefined && { alarmTopicArn }),
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
