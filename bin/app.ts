import { App } from 'aws-cdk-lib';
import { addRapport } from '../lib/rapport-app.ts';
import { stageConfig } from '../lib/stages.ts';

const app = new App();
const argument = (name: string): string | undefined => app.node.tryGetContext(name) as string | undefined;
const stage = argument('stage');
const alarmEmail = argument('alarmEmail');
const alarmTopicArn = argument('alarmTopicArn');

addRapport(
  app,
  stageConfig({
    ...(stage !== undefined && { stage }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(alarmTopicArn !== undefined && { alarmTopicArn }),
  }),
);
