import type { Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import type { TermedRule } from './applied-rules.ts';
import type { ContactFacts } from './contact-facts.ts';
import {
  type ContactPoint,
  markPoints,
  type PointList,
  type PointRule,
  partsWithoutMark,
  pointLists,
} from './contact-points.ts';
import type { RuledChannel } from './rule-book.ts';

/** The numbers and addresses on file that a channel draws on, as the rules leave them. */
export interface ChannelPoints {
  readonly lists: readonly PointList[];
  readonly all: readonly ContactPoint[];
  /** Where, of every list, a point is left or the rule marks none; `undefined` when there is no list to judge. */
  readonly lawfulUnder: (rule: PointRule) => readonly Interval[] | undefined;
  /** Whether a list is on file that could leave only points at work. */
  readonly mayBeAtWork: boolean;
  /** The parts of the span in which, of every list, a point is left that is not at work. */
  readonly notAtWork: readonly Interval[];
}

/** The channel's points under the rules about them that apply to it. */
export function channelPoints(
  { profile, span }: ContactFacts,
  channel: RuledChannel,
  rules: readonly TermedRule[],
): ChannelPoints {
  const lists = pointLists(profile, channel.medium);
  if (lists.length === 0) return NONE;
  const about = rules.flatMap(({ rule, term }): PointRule[] => {
    if (rule.kind !== 'suppression' || rule.parameters.when.fact !== 'contact-point') return [];
    return [{ fact: rule.parameters.when, term }];
  });
  const judged = lists.map((list) => ({ list, points: markPoints(list, about, span) }));
  const filled = judged.filter(({ points }) => points.length > 0);
  return {
    lists,
    all: judged.flatMap(({ points }) => points),
    lawfulUnder: (rule) =>
      filled.length === 0
        ? undefined
        : everywhere(
            span,
            filled.map(({ list, points }) =>
              uniteIntervals([...usableParts(points), ...partsWithoutMark(rule, list, span)]),
            ),
          ),
    mayBeAtWork: true,
    notAtWork: everywhere(
      span,
      judged.map(({ points }) => usableParts(points.filter(({ atWork }) => !atWork))),
    ),
  };
}

const NONE: ChannelPoints = {
  lists: [],
  all: [],
  lawfulUnder: () => undefined,
  mayBeAtWork: false,
  notAtWork: [],
};

function usableParts(points: readonly ContactPoint[]): readonly Interval[] {
  return uniteIntervals(points.flatMap(({ usable }) => usable));
}

function everywhere(span: Interval, lists: readonly (readonly Interval[])[]): readonly Interval[] {
  return lists.reduce<readonly Interval[]>(intersectIntervals, [span]);
}
