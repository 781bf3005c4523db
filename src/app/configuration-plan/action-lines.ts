import type { Configuration } from '../../core/configuration.ts';
import { type ActionId, NO_CONTACT } from '../../core/identifiers.ts';
import { LADDER } from '../../core/policy/strategy.ts';
import type { ArmGroups } from '../../core/pooling/arm-groups.ts';
import { type ConfiguredAction, configuredActions } from '../actions.ts';
import { counted, type PlanLine } from './plan-line.ts';

/** An action as it was when the model that is served was built. */
export type KnownAction = Pick<ConfiguredAction, 'action' | 'cost' | 'groups'>;

export interface LearnedActions {
  readonly actions: readonly KnownAction[];
  /** What each arm has in the statistics, whether it is configured or not. */
  readonly credits: ReadonlyMap<ActionId, number>;
}

/** What a change of channels, windows, costs and of doing nothing does to what was learned. */
export function actionLines(learned: LearnedActions, next: Configuration): readonly PlanLine[] {
  const before = summary(learned.actions);
  const after = summary(configuredActions(next));
  const prior = priorOf(next);
  const credits = (isOf: (action: string) => boolean) =>
    [...learned.credits].reduce((sum, [action, count]) => (isOf(action) ? sum + count : sum), 0);
  const ofChannel = (channel: string) => credits((action) => action.startsWith(`${channel}@`));
  const ofWindow = (window: string) => credits((action) => action.endsWith(`@${window}`));

  const lines: PlanLine[] = [];
  for (const [kind, was, is, creditsOf] of [
    ['channel', before.channels, after.channels, ofChannel],
    ['window', before.windows, after.windows, ofWindow],
  ] as const) {
    for (const [name, shape] of is) {
      if (was.has(name)) continue;
      const twin = [...was].find(([other, of]) => !is.has(other) && of === shape)?.[0];
      lines.push(addedLine(kind, name, creditsOf(name), prior, twin));
    }
    for (const name of was.keys()) if (!is.has(name)) lines.push(removedLine(kind, name, creditsOf(name)));
  }
  for (const [name, shape] of after.windows) {
    const was = before.windows.get(name);
    if (was !== undefined && was !== shape) lines.push(movedLine(name, was, shape, ofWindow(name)));
  }
  for (const [name, cost] of after.costs) {
    const was = before.costs.get(name);
    if (was !== undefined && was !== cost) lines.push(costLine(name, was, cost));
  }
  const nothing = credits((action) => action === NO_CONTACT);
  if (after.noContact && !before.noContact)
    lines.push(addedLine('action', NO_CONTACT, nothing, prior, undefined));
  if (before.noContact && !after.noContact) lines.push(removedLine('action', NO_CONTACT, nothing));
  return lines;
}

interface Summary {
  /** By name, with what tells them apart besides it. */
  readonly channels: ReadonlyMap<string, string>;
  readonly windows: ReadonlyMap<string, string>;
  readonly costs: ReadonlyMap<string, number>;
  readonly noContact: boolean;
}

function summary(actions: readonly KnownAction[]): Summary {
  const channels = new Map<string, string>();
  const windows = new Map<string, string>();
  const costs = new Map<string, number>();
  for (const { action, cost, groups } of actions) {
    const [channel = '', window] = action.split('@');
    if (window === undefined) continue;
    channels.set(channel, `cost ${cost}`);
    costs.set(channel, cost);
    windows.set(window, hoursOf(groups));
  }
  return { channels, windows, costs, noContact: actions.some(({ action }) => action === NO_CONTACT) };
}

function hoursOf({ day = '', slot = '' }: ArmGroups): string {
  return `${day} ${slot}`;
}

/** What an arm without any outcome is scored by. */
function priorOf({ learning: { strategy, ridge } }: Configuration): string {
  switch (LADDER[strategy].learner) {
    case 'pooled':
      return 'scored from the first day by what its channel, days and time of day share with others';
    case 'hybrid':
      return 'scored from the first day by what all actions share';
    case 'disjoint':
    case 'arm-means':
      return `starts at 0 with the width that λ = ${ridge} gives`;
    case 'none':
      return `the strategy ${strategy} scores nothing`;
  }
}

function addedLine(
  kind: string,
  name: string,
  credits: number,
  prior: string,
  twin: string | undefined,
): PlanLine {
  if (credits > 0) {
    return {
      severity: 'attention',
      area: 'actions',
      what: `${kind} ${name} added`,
      kept: `it was there before: its ${counted(credits, 'outcome')} count again`,
      todo: 'make sure that it is the same as then; else give it another id',
    };
  }
  return {
    severity: twin === undefined ? 'ok' : 'attention',
    area: 'actions',
    what: `${kind} ${name} added`,
    kept: `everything; ${prior}`,
    ...(twin === undefined
      ? {}
      : {
          todo: `it looks like ${twin} under another id: keep the id ${twin} and its outcomes go on counting`,
        }),
  };
}

function removedLine(kind: string, name: string, credits: number): PlanLine {
  return {
    severity: credits > 0 ? 'attention' : 'ok',
    area: 'actions',
    what: `${kind} ${name} removed`,
    kept:
      credits > 0
        ? `its ${counted(credits, 'outcome')} stay stored but idle; what it shares with others no longer rests on them`
        : 'everything; nothing was learned of it',
    ...(kind === 'action' || credits === 0
      ? {}
      : { todo: 'late outcomes of its contacts are still recorded; nothing else' }),
  };
}

function movedLine(name: string, was: string, is: string, credits: number): PlanLine {
  return {
    severity: credits > 0 ? 'attention' : 'ok',
    area: 'actions',
    what: `window ${name}: ${was} becomes ${is}`,
    kept: `its ${counted(credits, 'outcome')} go on counting for it, though they are of other hours`,
    ...(credits > 0 ? { todo: 'fine for a small shift; for other hours give it another id' } : {}),
  };
}

function costLine(name: string, was: number, is: number): PlanLine {
  return {
    severity: 'ok',
    area: 'actions',
    what: `channel ${name}: cost ${was} becomes ${is}`,
    kept: 'everything: costs are no part of what was learned; it counts from the next publication on',
  };
}
