import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { StageConfig } from './stage-config.ts';

export interface RapportStacks {
  readonly data: DataStack;
  readonly service: ServiceStack;
}

/**
 * The two stacks of one stage, for whatever account and region the deployer's credentials are of, checked by cdk-nag.
 * @throws (at synthesis) when cdk-nag finds something that is not acknowledged.
 */
export function addRapport(app: App, config: StageConfig): RapportStacks {
  const data = new DataStack(app, `Rapport-${config.stage}-Data`, {
    config,
    description: 'Rapport: decisions, contact profiles, statistics, snapshots, queues and their keys',
  });
  const service = new ServiceStack(app, `Rapport-${config.stage}-Service`, {
    config,
    data,
    description: 'Rapport: functions, API, schedules, alarms; can be replaced at any time',
  });
  Tags.of(app).add('application', 'rapport');
  Tags.of(app).add('stage', config.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, service };
}
