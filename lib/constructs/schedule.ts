import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

/**
 * Calls the function every `minutes` with a scheduled event, whose `time` is the function's clock.
 * @remarks A call that can't be delivered before the next is due goes to `deadLetters`: the next does its work too.
 */
export function runEvery(
  scope: Construct,
  id: string,
  minutes: number,
  target: ServiceFunction,
  deadLetters: IQueue,
): Rule {
  return new Rule(scope, id, {
    description: `Runs ${target.node.id} every ${minutes} min`,
    schedule: Schedule.rate(Duration.minutes(minutes)),
    targets: [
      new LambdaFunction(target.function, {
        deadLetterQueue: deadLetters,
        retryAttempts: 2,
        maxEventAge: Duration.minutes(minutes),
      }),
    ],
  });
}
