import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Who is told, and where what to do is written. */
export interface AlarmRoute {
  readonly action: IAlarmAction;
  readonly runbookUrl: string;
}

export interface RunbookAlarmProps {
  readonly metric: IMetric;
  /** Out of bounds is above, or below, this. */
  readonly bound: { readonly above: number } | { readonly below: number };
  /** Consecutive periods out of bounds before it goes off. @defaultValue 1 */
  readonly periods?: number;
  /** Whether no data at all are out of bounds too. @defaultValue false */
  readonly silenceIsAlarming?: boolean;
  /** What it means, as a sentence. */
  readonly says: string;
  /** The heading of its entry in the runbook, as an anchor. */
  readonly entry: string;
}

/** An alarm whose message says what is wrong and where what to do is written; it tells of recovery too. */
export function makeRunbookAlarm(
  scope: Construct,
  id: string,
  route: AlarmRoute,
  props: RunbookAlarmProps,
): Alarm {
  const { metric, bound, periods = 1, silenceIsAlarming = false, says, entry } = props;
  const [threshold, comparisonOperator] =
    'above' in bound
      ? [bound.above, ComparisonOperator.GREATER_THAN_THRESHOLD]
      : [bound.below, ComparisonOperator.LESS_THAN_THRESHOLD];
  const alarm = new Alarm(scope, id, {
    metric,
    threshold,
    comparisonOperator,
    evaluationPeriods: periods,
    treatMissingData: silenceIsAlarming ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${says} What to do: ${route.runbookUrl}#${entry}`,
  });
  alarm.addAlarmAction(route.action);
  alarm.addOkAction(route.action);
  return alarm;
}
