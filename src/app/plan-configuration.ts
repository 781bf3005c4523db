import type { Configuration } from '../core/configuration.ts';
import type { ActionId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import { actionLines } from './configuration-plan/action-lines.ts';
import { featureLines } from './configuration-plan/feature-lines.ts';
import { counted, type PlanLine, type Severity } from './configuration-plan/plan-line.ts';
import { rewardLines } from './configuration-plan/reward-lines.ts';
import { ruleLines } from './configuration-plan/rule-lines.ts';
import { settingLines } from './configuration-plan/setting-lines.ts';
import type { Dependencies } from './dependencies.ts';
import { readLearned } from './imports.ts';
import { makeReadServed } from './read-served.ts';
import { makeRecredit } from './recredit.ts';

export interface ConfigurationPlan {
  /** What the model that runs has learned from, in outcomes. */
  readonly credits: number;
  /** The most severe first. */
  readonly lines: readonly PlanLine[];
}

export interface PlanRequest {
  /** What is to be deployed. */
  readonly next: Configuration;
  /** The running configuration; without it only what storage knows is compared. */
  readonly before?: Configuration;
  /** The model that runs. */
  readonly model: Configuration['model'];
  readonly onProgress?: (decisions: number) => void;
}

export type PlanConfiguration = (request: PlanRequest, now: Instant) => Promise<ConfigurationPlan>;

const ORDER: readonly Severity[] = ['refused', 'attention', 'ok'];

/** Tells, before it is deployed, what a change of the configuration does to what was learned. Writes nothing. */
export function makePlanConfiguration(
  deps: Pick<
    Dependencies,
    'statistics' | 'imports' | 'champions' | 'snapshots' | 'ledger' | 'accountEvents' | 'credits' | 'log'
  >,
): PlanConfiguration {
  return async function planConfiguration({ next, before, model, onProgress = () => {} }, now) {
    const served = await makeReadServed(deps)(model);
    const { weekly, imports } = await readLearned(deps, model);
    const credits = new Map<ActionId, number>();
    const columns = new Set<string>();
    for (const [arm, weeks] of weekly) {
      for (const { statistics } of weeks) {
        credits.set(arm, (credits.get(arm) ?? 0) + statistics.count);
        for (const name of statistics.names) columns.add(name);
      }
    }
    const total = [...credits.values()].reduce((sum, count) => sum + count, 0);
    if (next.model !== model) {
      return { credits: total, lines: [await otherModel(model, next, total)] };
    }
    const recredit = await makeRecredit({ ...deps, configuration: next })(now, { dryRun: true, onProgress });
    const schema = served?.snapshot.schema ?? before?.features ?? next.features;
    const actions = served?.snapshot.arms ?? configuredActions(before ?? next);
    const lines = [
      ...featureLines({ schema, others: othersThan(before, imports), columns }, next.features),
      ...actionLines({ actions, credits }, next),
      ...rewardLines({ ...(before === undefined ? {} : { before }), recredit, imports }, next),
      ...settingLines(before, served?.snapshot, next),
      ...ruleLines(before, next),
    ];
    return {
      credits: total,
      lines: lines.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
    };
  };

  /** The statistics go by the model's name: another one finds nothing, or what it had learned long ago. */
  async function otherModel(model: string, next: Configuration, credits: number): Promise<PlanLine> {
    let own = 0;
    const { weekly } = await readLearned(deps, next.model);
    for (const weeks of weekly.values()) for (const { statistics } of weeks) own += statistics.count;
    return {
      severity: 'attention',
      area: 'model',
      what: `MODEL ${model} BECOMES ${next.model}`,
      kept:
        own > 0
          ? `nothing of ${model}: it goes on from the ${counted(own, 'outcome')} that ${next.model} has`
          : `NOTHING: it starts from no outcome at all; the ${counted(credits, 'outcome')} of ${model} stay stored, idle`,
      todo: `keep model: '${model}' unless you want to begin anew`,
    };
  }
}

function othersThan(
  before: Configuration | undefined,
  imports: readonly { readonly schema: Configuration['features'] }[],
) {
  return [...(before === undefined ? [] : [before.features]), ...imports.map(({ schema }) => schema)];
}
