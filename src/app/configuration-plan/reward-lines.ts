import type { Configuration } from '../../core/configuration.ts';
import type { Import } from '../ports/import-registry.ts';
import type { RecreditReport } from '../recredit.ts';
import { counted, listed, type PlanLine } from './plan-line.ts';

export interface LearnedRewards {
  /** The running configuration, when it is known. */
  readonly before?: Configuration;
  /** What recomputing every recorded reward under the next rule has shown. */
  readonly recredit: RecreditReport;
  readonly imports: readonly Import[];
}

/** What a change of the reward rule and of its windows does to what was learned. */
export function rewardLines(
  { before, recredit, imports }: LearnedRewards,
  next: Configuration,
): readonly PlanLine[] {
  return [
    ...ruleLines(before, recredit, next),
    ...importLines(recredit, imports),
    ...(before === undefined ? [] : [...typeLines(before, next), ...windowLines(before, next)]),
  ];
}

function ruleLines(
  before: Configuration | undefined,
  { decisions, changed, corrections }: RecreditReport,
  next: Configuration,
): readonly PlanLine[] {
  if (changed > 0) {
    return [
      {
        severity: 'attention',
        area: 'reward',
        what: `${changed.toLocaleString('en-US')} of ${counted(decisions, 'recorded decision')} would get another reward`,
        kept: `everything; ${corrections.toLocaleString('en-US')} are credited and corrected by the exact difference`,
        todo: 'after the deployment: npx rapport recredit',
      },
    ];
  }
  if (before === undefined || JSON.stringify(before.reward) === JSON.stringify(next.reward)) return [];
  return [
    {
      severity: 'ok',
      area: 'reward',
      what: 'the reward rule changes',
      kept: `everything: no reward of ${counted(decisions, 'recorded decision')} changes`,
    },
  ];
}

function importLines({ changed }: RecreditReport, imports: readonly Import[]): readonly PlanLine[] {
  if (changed === 0 || imports.length === 0) return [];
  return [
    {
      severity: 'attention',
      area: 'reward',
      what: `${imports.length === 1 ? 'the import' : 'the imports'} ${listed(imports.map(({ name }) => name))} came with rewards of the old rule`,
      kept: 'everything, on the old rule: only files have the events that they were made of',
      todo: 'make the file anew by the new rule, remove the import and import it again',
    },
  ];
}

function typeLines(before: Configuration, next: Configuration): readonly PlanLine[] {
  const types = new Set(next.reward.events.map(({ type }) => type));
  const gone = before.reward.events.map(({ type }) => type).filter((type) => !types.has(type));
  if (gone.length === 0) return [];
  return [
    {
      severity: 'attention',
      area: 'reward',
      what: `outcome ${gone.length === 1 ? 'type' : 'types'} ${listed(gone)} removed`,
      kept: 'events that were recorded stay recorded and count nothing',
      todo: 'feeds that still send it are refused, and messages on the queue parked: tell them first',
    },
  ];
}

function windowLines(before: Configuration, next: Configuration): readonly PlanLine[] {
  const was = new Map<string, number>(
    before.channels.map(({ id, rewardWindowHours }) => [id, rewardWindowHours]),
  );
  const changed = next.channels
    .filter(({ id, rewardWindowHours }) => (was.get(id) ?? rewardWindowHours) !== rewardWindowHours)
    .map(({ id, rewardWindowHours }) => `${id} from ${was.get(id)} to ${rewardWindowHours} hours`);
  if (before.noContact.rewardWindowHours !== next.noContact.rewardWindowHours) {
    changed.push(
      `no-contact from ${before.noContact.rewardWindowHours} to ${next.noContact.rewardWindowHours} hours`,
    );
  }
  if (changed.length === 0) return [];
  return [
    {
      severity: 'ok',
      area: 'reward',
      what: `reward window of ${listed(changed)}`,
      kept: 'everything: a decision keeps the window it was sent with; new ones get the new window',
    },
  ];
}
