import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type Alarm, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LOG_GATHER_MINUTES } from '../../src/shared-names.ts';
import { constructId, FUNCTION_NAMES, type FunctionName } from '../function-names.ts';
import { serviceMetric } from '../metrics.ts';
import type { StageConfig } from '../stage-config.ts';
import { type AlarmRoute, makeRunbookAlarm, type RunbookAlarmProps } from './runbook-alarm.ts';
import type { ServiceFunction } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ServiceAlarmsProps {
  readonly config: StageConfig;
  readonly route: AlarmRoute;
  readonly functions: Readonly<Record<FunctionName, ServiceFunction>>;
  readonly outcomes: WorkQueue;
  readonly credits: WorkQueue;
  readonly features: WorkQueue;
  readonly log: WorkQueue;
  readonly scheduleDeadLetters: IQueue;
  readonly api: HttpApi;
}

const MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);
const HOUR = Duration.hours(1);
const DAY = Duration.days(1);

/** Thousandths of the entropy that there could be beyond the ε floor: below it a day's decisions count as unexplored … */
const LEAST_EXPLORATION_MILLIS = 10;

/** … when there were so many of them. */
const LEAST_DECISIONS = 100;

/** Every alarm of the service. Each is worth waking up for or looking at the same day; its runbook entry says which. */
export class ServiceAlarms extends Construct {
  readonly alarms: Alarm[] = [];
  readonly #route: AlarmRoute;

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    this.#route = props.route;
    this.#watchQueues(props);
    this.#watchFunctions(props);
    this.#watchSchedules(props);
    this.#watchDecisions(props);
    this.#watchLearning(props);
    this.#watchExperiments(props);
  }

  #watchQueues({ config, outcomes, credits, features, log, scheduleDeadLetters }: ServiceAlarmsProps): void {
    const { queueAgeMinutes } = config.alarms;
    for (const [name, { queue }, minutes] of [
      ['Outcomes', outcomes, queueAgeMinutes],
      ['Credits', credits, queueAgeMinutes],
      ['Features', features, queueAgeMinutes],
      // Its messages wait for each other.
      ['Log', log, queueAgeMinutes + LOG_GATHER_MINUTES],
    ] as const) {
      this.#alarm(`${name}QueueAge`, {
        metric: queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM }),
        bound: { above: minutes * 60 },
        periods: 5,
        says: `The oldest message of the ${name.toLowerCase()} queue has waited longer than ${minutes} minutes.`,
        entry: `${name.toLowerCase()}-queue-age`,
      });
    }
    const deadLetters = {
      Outcomes: { queue: outcomes.deadLetters, parked: 'OutcomesDeadLettered' },
      Credits: { queue: credits.deadLetters, parked: 'CreditsDeadLettered' },
      Features: { queue: features.deadLetters, parked: 'FeaturesDeadLettered' },
      Log: { queue: log.deadLetters, parked: 'LogDeadLettered' },
    } as const;
    for (const [name, { queue, parked }] of Object.entries(deadLetters)) {
      this.#alarm(`${name}DeadLetters`, {
        metric: new MathExpression({
          label: 'Dead letters, parked or waiting',
          // A message that can't be parked is hidden most of the time, between one attempt and the next.
          expression: 'FILL(parked, 0) + FILL(waiting, 0) + FILL(hidden, 0)',
          usingMetrics: {
            parked: serviceMetric(config.stage, parked).with({ period: MINUTE }),
            waiting: queue.metricApproximateNumberOfMessagesVisible({
              period: MINUTE,
              statistic: Stats.MAXIMUM,
            }),
            hidden: queue.metricApproximateNumberOfMessagesNotVisible({
              period: MINUTE,
              statistic: Stats.MAXIMUM,
            }),
          },
          period: MINUTE,
        }),
        bound: { above: 0 },
        says: `Messages reached the ${name.toLowerCase()} dead-letter queue; they are parked, or still wait there.`,
        entry: `${name.toLowerCase()}-dead-letters`,
      });
    }
    this.#alarm('ScheduleDeadLetters', {
      metric: scheduleDeadLetters.metricApproximateNumberOfMessagesVisible({
        period: MINUTE,
        statistic: Stats.MAXIMUM,
      }),
      bound: { above: 0 },
      says: 'The schedule dead-letter queue holds messages.',
      entry: 'schedule-dead-letters',
    });
  }

  #watchFunctions({ functions }: ServiceAlarmsProps): void {
    for (const name of FUNCTION_NAMES) {
      const each = functions[name].function;
      this.#alarm(`${constructId(name)}Errors`, {
        metric: each.metricErrors({ period: FIVE_MINUTES, statistic: Stats.SUM }),
        bound: { above: 0 },
        says: `Calls of the function ${name} failed or timed out.`,
        entry: 'function-errors',
      });
      this.#alarm(`${constructId(name)}Throttles`, {
        metric: each.metricThrottles({ period: FIVE_MINUTES, statistic: Stats.SUM }),
        bound: { above: 0 },
        says: `Calls of the function ${name} were turned away for want of concurrency.`,
        entry: 'function-throttles',
      });
    }
  }

  #watchSchedules({ config, functions }: ServiceAlarmsProps): void {
    for (const name of ['mature', 'publish', 'guard'] as const) {
      const minutes = config.scheduleMinutes[name];
      this.#alarm(`${constructId(name)}Stopped`, {
        metric: functions[name].function.metricInvocations({
          period: Duration.minutes(15),
          statistic: Stats.SUM,
        }),
        bound: { below: 1 },
        periods: 3,
        silenceIsAlarming: true,
        says: `The function ${name}, due every ${minutes} minutes, has not run for 45.`,
        entry: 'schedule-stopped',
      });
    }
  }

  #watchDecisions({ config, functions, api }: ServiceAlarmsProps): void {
    const { decideP99Ms } = config.alarms;
    this.#alarm('DecideLatency', {
      metric: functions.decide.function.metricDuration({ period: FIVE_MINUTES, statistic: Stats.p(99) }),
      bound: { above: decideP99Ms },
      periods: 3,
      says: `One decision in a hundred takes longer than ${decideP99Ms} ms.`,
      entry: 'decide-latency',
    });
    this.#alarm('ServerErrors', {
      metric: api.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
      bound: { above: 0 },
      says: 'The API answered with a server error (5xx).',
      entry: 'server-errors',
    });
    this.#alarm('FallbackDecisions', {
      metric: serviceMetric(config.stage, 'DecisionsFallback'),
      bound: { above: 0 },
      says: 'Decisions were made by the rule-based fallback, without a model.',
      entry: 'fallback-decisions',
    });
    this.#alarm('ObligationsUnmet', {
      metric: serviceMetric(config.stage, 'ObligationsUnmet'),
      bound: { above: 0 },
      says: 'A contact that the law demands can not be made by this service now.',
      entry: 'obligations-unmet',
    });
    this.#alarm('ParkedMessages', {
      metric: serviceMetric(config.stage, 'MessagesParked'),
      bound: { above: 0 },
      says: 'Messages that can not be processed were parked.',
      entry: 'parked-messages',
    });
  }

  #watchLearning({ config }: ServiceAlarmsProps): void {
    this.#alarm('ChannelDrift', {
      // Told at each publication, at least once in a quarter of an hour.
      metric: serviceMetric(config.stage, 'DriftAlarms').with({ period: HOUR, statistic: Stats.MAXIMUM }),
      bound: { above: 0 },
      says: 'A channel answers otherwise than was learned of it.',
      entry: 'channel-drift',
    });
    this.#alarm('ExplorationCollapse', {
      metric: new MathExpression({
        label: 'Exploration beyond the floor, thousandths',
        expression: `IF(decisions >= ${LEAST_DECISIONS}, exploration / decisions, 1000)`,
        usingMetrics: {
          decisions: serviceMetric(config.stage, 'DecisionsByModel').with({ period: DAY }),
          exploration: serviceMetric(config.stage, 'ExplorationMillis').with({ period: DAY }),
        },
        period: DAY,
      }),
      bound: { below: LEAST_EXPLORATION_MILLIS },
      says: 'Over a day the model explored next to nothing beyond its floor.',
      entry: 'exploration-collapse',
    });
  }

  #watchExperiments({ config }: ServiceAlarmsProps): void {
    this.#alarm('GuardrailBreach', {
      metric: serviceMetric(config.stage, 'GuardrailBreaches'),
      bound: { above: 0 },
      says: 'A guardrail stopped a variant of an experiment.',
      entry: 'guardrail-breach',
    });
    this.#alarm('HarmBudgetSpent', {
      metric: serviceMetric(config.stage, 'HarmBudgetBreaches'),
      bound: { above: 0 },
      says: 'All experiments stand still: together they did more harm than the budget allows.',
      entry: 'harm-budget-spent',
    });
  }

  #alarm(id: string, props: RunbookAlarmProps): void {
    this.alarms.push(makeRunbookAlarm(this, id, this.#route, props));
  }
}
