import type { Channel, Configuration } from '../../core/configuration.ts';
import { chosenRules } from '../../core/rules/chosen-rules.ts';
import { acknowledgedLoosenings } from '../../core/rules/overrides/acknowledged-loosenings.ts';
import { ruleChanges } from '../../core/rules/overrides/strictness.ts';
import { PACKS } from '../../core/rules/packs/packs.ts';
import { type ContactRule, ruleReference } from '../../core/rules/rule.ts';
import { mediumOf } from '../../core/rules/rule-book.ts';
import type { PackId, RuleSettings } from '../../core/rules/rule-settings.ts';
import { counted, listed, type PlanLine } from './plan-line.ts';

const KEPT =
  'everything; contacts that wait for their confirmation are judged by the new rules when they are sent';

/** What a change of the contact rules means, and everything in which they are looser than their packs. */
export function ruleLines(before: Configuration | undefined, next: Configuration): readonly PlanLine[] {
  return [
    ...(before === undefined
      ? []
      : [...changedLines(before.rules, next.rules), ...channelLines(before, next)]),
    ...acknowledgedLoosenings(next.rules).map(({ rule, change, by, on, reason }) => ({
      ...line('attention', `rule ${rule} is looser than its pack: ${change}`),
      kept: 'everything',
      todo: `acknowledged by ${by} on ${on}: ${reason}`,
    })),
  ];
}

function changedLines(before: RuleSettings, next: RuleSettings): readonly PlanLine[] {
  const was = before.packs ?? [];
  const is = next.packs ?? [];
  return [
    ...is.filter((pack) => !was.includes(pack)).map(packAdded),
    ...was.filter((pack) => !is.includes(pack)).map(packRemoved),
    ...overrideLines(before, next),
    ...servicerLines(before, next),
  ];
}

/** How a channel reaches a person decides which rules bind it. */
function channelLines(before: Configuration, next: Configuration): readonly PlanLine[] {
  const was = new Map(before.channels.map((channel) => [channel.id, toldOf(channel)]));
  return next.channels.flatMap((channel) => {
    const old = was.get(channel.id) ?? toldOf(channel);
    return old === toldOf(channel)
      ? []
      : [
          {
            ...line('attention', `channel ${channel.id}: ${old} becomes ${toldOf(channel)}`),
            todo: 'make sure that this is how it reaches a person: other rules bind it from the deployment on',
          },
        ];
  });
}

function toldOf(channel: Channel): string {
  const dials = channel.automated === false ? 'by hand' : 'perhaps by machine';
  return `${mediumOf(channel) ?? 'unknown medium'} (${dials})`;
}

function packAdded(pack: PackId): PlanLine {
  return line('ok', `rule pack ${pack} added: its ${counted(PACKS[pack].length, 'rule')} bind too`);
}

function packRemoved(pack: PackId): PlanLine {
  return {
    ...line(
      'attention',
      `rule pack ${pack} removed: its ${counted(PACKS[pack].length, 'rule')} no longer bind`,
    ),
    todo: 'make sure that something else keeps to these rules: nothing here does any more',
  };
}

/** Of the rules that bind before and after. */
function overrideLines(before: RuleSettings, next: RuleSettings): readonly PlanLine[] {
  const was = new Map(chosenRules(before).map((rule) => [rule.id, rule]));
  return chosenRules(next).flatMap((rule) => {
    const old = was.get(rule.id);
    return old === undefined ? [] : changesOf(old, rule);
  });
}

function changesOf(before: ContactRule, after: ContactRule): readonly PlanLine[] {
  return ruleChanges(before, after).map(({ strictness, change }) =>
    line(
      strictness === 'stricter' ? 'ok' : 'attention',
      `rule ${ruleReference(after)}: ${change}: ${strictness} than before`,
    ),
  );
}

/** What the servicer and its purposes are to the law decides which rules bind. */
function servicerLines(before: RuleSettings, next: RuleSettings): readonly PlanLine[] {
  const lines: PlanLine[] = [];
  const actor = ({ actor: each = 'third-party' }: RuleSettings) => each;
  const forAll = ({ thirdPartyRulesForAll: each = true }: RuleSettings) => each;
  if (actor(before) !== actor(next)) {
    const looser = actor(next) === 'first-party';
    lines.push({
      ...line('attention', `the servicer is a ${actor(next)}, no longer a ${actor(before)}`),
      todo: looser
        ? 'make sure that no debt was in default when its servicing began; say so by account where one was'
        : 'rules that bind only a first party no longer bind, except where an account says that it is one',
    });
  }
  if (forAll(before) !== forAll(next)) {
    lines.push(
      forAll(next)
        ? line('ok', 'rules for third parties bind a first party too: stricter than before')
        : line('attention', 'rules for third parties no longer bind a first party: looser than before'),
    );
  }
  const purposes = changedPurposes(before.purposes ?? {}, next.purposes ?? {});
  if (purposes.length > 0) {
    lines.push({
      ...line(
        'attention',
        `what ${listed(purposes)} ${purposes.length === 1 ? 'is' : 'are'} to the law changes`,
      ),
      todo: 'make sure that the rules which bind these purposes now are the right ones: docs/rule-packs.md',
    });
  }
  return lines;
}

function changedPurposes(
  before: Readonly<Record<string, string>>,
  next: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(next)])];
  return names.filter((purpose) => before[purpose] !== next[purpose]);
}

function line(severity: PlanLine['severity'], what: string): PlanLine {
  return { severity, area: 'service', what, kept: KEPT };
}
