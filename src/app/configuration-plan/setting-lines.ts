import { canonicalJson } from '../../core/canonical-json.ts';
import type { Configuration } from '../../core/configuration.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { listed, type PlanLine } from './plan-line.ts';

/** What a change of how is learned, explored and decided does to what was learned: nothing, which is the point. */
export function settingLines(
  before: Configuration | undefined,
  served: Snapshot | undefined,
  next: Configuration,
): readonly PlanLine[] {
  const lines: PlanLine[] = [];
  const strategy = before?.learning.strategy ?? served?.strategy;
  if (strategy !== undefined && strategy !== next.learning.strategy) {
    lines.push(atNextPublication(`strategy ${strategy} becomes ${next.learning.strategy}`));
  }
  const ridge = before?.learning.ridge ?? served?.ridge;
  if (ridge !== undefined && ridge !== next.learning.ridge) {
    lines.push(atNextPublication(`ridge ${ridge} becomes ${next.learning.ridge}`));
  }
  if (before === undefined) return lines;
  if (differs(before.learning.scales, next.learning.scales)) {
    lines.push(atNextPublication('the pooling scales change'));
  }
  if ((before.learning.pending ?? 'wait') !== (next.learning.pending ?? 'wait')) {
    lines.push(atNextPublication(`pending decisions: ${next.learning.pending ?? 'wait'}`));
  }
  if (before.learning.halfLifeWeeks !== next.learning.halfLifeWeeks) {
    const weeks = (each: number | undefined) => (each === undefined ? 'none' : `${each} weeks`);
    const what = `half-life ${weeks(before.learning.halfLifeWeeks)} becomes ${weeks(next.learning.halfLifeWeeks)}`;
    lines.push({
      ...atNextPublication(what),
      kept: 'everything: what is stored is never decayed, only what is read',
    });
  }
  if (differs(before.exploration, next.exploration)) {
    lines.push(atNextPublication('exploration changes'));
  }
  if (before.learning.mode !== next.learning.mode) lines.push(modeLine(next.learning.mode));
  return [...lines, ...serviceLines(before, next), ...experimentLines(before, next)];
}

function atNextPublication(what: string): PlanLine {
  return {
    severity: 'ok',
    area: 'learning',
    what,
    kept: 'everything; it takes effect at the next publication and can be taken back at any other',
  };
}

function modeLine(mode: Configuration['learning']['mode']): PlanLine {
  return {
    severity: 'attention',
    area: 'learning',
    what: mode === 'live' ? 'the strategy decides from now on' : 'the fixed rules decide from now on',
    kept: 'everything; both learn from the outcomes',
    todo:
      mode === 'live'
        ? 'look at what to expect first: npx rapport shadow'
        : 'the strategy only watches: npx rapport shadow tells what it would have done',
  };
}

/** What concerns decisions to come only. */
function serviceLines(before: Configuration, next: Configuration): readonly PlanLine[] {
  const gone = before.purposes.filter((purpose) => !next.purposes.includes(purpose));
  const changed = [
    ...(next.purposes.some((purpose) => !before.purposes.includes(purpose)) ? ['purposes'] : []),
    ...(before.horizonHours === next.horizonHours ? [] : ['the horizon']),
    ...(differs(before.fallback, next.fallback) ? ['the fixed rules'] : []),
    ...(differs(capacities(before, next), capacities(next, before)) ? ['capacities'] : []),
    ...(differs(ages(before, next), ages(next, before)) ? ['feature ages (maxAgeHours)'] : []),
  ];
  const lines: PlanLine[] = [];
  if (gone.length > 0) {
    lines.push({
      severity: 'attention',
      area: 'service',
      what: `purpose ${listed(gone)} removed`,
      kept: 'everything',
      todo: 'requests that still name it are refused',
    });
  }
  if (differs(ownRules(before), ownRules(next))) {
    lines.push({
      severity: 'ok',
      area: 'service',
      what: 'contact rules change',
      kept: 'everything; contacts that wait for their confirmation are judged by the new rules when they are sent',
    });
  }
  if (changed.length > 0) {
    lines.push({
      severity: 'ok',
      area: 'service',
      what: `${listed(changed)} ${changed.length === 1 && changed[0]?.startsWith('the ') ? 'changes' : 'change'}`,
      kept: 'everything; decisions to come follow it at once',
    });
  }
  return lines;
}

/** A looser limit is somebody's decision; experiments that run go by the new one at once. */
function experimentLines(before: Configuration, next: Configuration): readonly PlanLine[] {
  const { fourEyesAbove: was, harmBudget: budgetBefore } = before.experiments;
  const { fourEyesAbove: is, harmBudget } = next.experiments;
  const lines: PlanLine[] = [];
  if (was !== is) {
    const looser = {
      severity: 'attention',
      todo: 'make sure that whoever answers for experiments agrees: more of them go live on one signature',
    } as const;
    lines.push({
      severity: 'ok',
      area: 'service',
      what: `experiments above ${percentOf(was)} of everybody needed a second signature, now those above ${percentOf(is)}`,
      kept: 'everything; what was approved stays approved',
      ...(is > was ? looser : {}),
    });
  }
  if (differs(budgetBefore ?? null, harmBudget ?? null)) {
    lines.push({
      severity: 'attention',
      area: 'service',
      what: harmBudget === undefined ? 'the harm budget is given up' : 'the harm budget changes',
      kept: 'everything; what is paused stays paused until somebody resumes it',
      todo: 'the next look at the guardrails goes by it, for experiments that run already too',
    });
  }
  return lines;
}

function percentOf(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

/** What is told of them nowhere else. */
function ownRules({ rules: { quietHours, caps, minimumWindowMinutes } }: Configuration): unknown {
  return { quietHours, caps, minimumWindowMinutes };
}

/** Of the channels that both have. */
function capacities({ channels }: Configuration, other: Configuration): unknown {
  const shared = channels.filter(({ id }) => other.channels.some((each) => each.id === id));
  return Object.fromEntries(shared.map(({ id, capacity }) => [id, capacity ?? null]));
}

/** How old the features that both have may be. */
function ages({ features: { features } }: Configuration, other: Configuration): unknown {
  const shared = features.filter(({ name }) => other.features.features.some((each) => each.name === name));
  return Object.fromEntries(shared.map(({ name, maxAgeHours }) => [name, maxAgeHours ?? null]));
}

function differs(a: unknown, b: unknown): boolean {
  return canonicalJson(a) !== canonicalJson(b);
}
