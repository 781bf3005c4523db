import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { AlarmConfig } from '../stage-config.ts';

/** The topic that alarms tell: the one the stage names, else an encrypted one of our own with the stage's reader. */
export function alarmTopic(
  scope: Construct,
  id: string,
  { topicArn, email }: AlarmConfig,
  key: IKey,
): ITopic {
  if (topicArn !== undefined) return Topic.fromTopicArn(scope, id, topicArn);
  const topic = new Topic(scope, id, { displayName: 'Rapport alarms', masterKey: key, enforceSSL: true });
  const anyAlarm = Stack.of(scope).formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  // Enforcing TLS replaces the default policy of the topic, by which this account's alarms were let in.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        ArnLike: { 'aws:SourceArn': anyAlarm },
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    }),
  );
  if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
