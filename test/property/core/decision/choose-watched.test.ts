import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { chooseAction } from '../../../../src/core/decision/choose-action.ts';
import { chooseWatched } from '../../../../src/core/decision/choose-watched.ts';
import { scorePolicy } from '../../../../src/core/decision/score-policy.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { propensityOf } from '../../../../src/core/policy/draw.ts';
import { LADDER, STRATEGY_NAMES } from '../../../../src/core/policy/strategy.ts';
import { ladderCaseOf, questionOf } from '../../../support/arbitraries/ladder-case.ts';
import { drawArb } from '../../../support/arbitraries/scored-actions.ts';

/** The fixed rules decide, the snapshot of the question watches. */
function inShadow({ snapshot, ...question }: Parameters<typeof chooseAction>[0]) {
  return chooseWatched({
    ...question,
    snapshot: undefined,
    plain: { kind: 'fixed-rules' },
    ...(snapshot === undefined ? {} : { watching: snapshot }),
  });
}

describe.each(STRATEGY_NAMES)('%s in the shadow of the fixed rules', (strategy) => {
  const question = fc
    .tuple(ladderCaseOf(strategy), drawArb)
    .map(([given, draw]) => ({ ...questionOf(given), draw }));

  test.prop([question])('has no part in the draw: it is that of the fixed rules alone', (input) => {
    const { shadow: _shadow, ...choice } = inShadow(input);
    const { explanation, fallback, ...alone } = chooseAction({ ...input, snapshot: undefined });
    expect(choice).toMatchObject(alone);
    expect([choice.fallback, fallback]).toEqual([false, true]);
    const [reason, ...because] = choice.explanation.because;
    expect(reason).toBe('The approved fixed rules decide.');
    expect({ ...choice.explanation, because }).toEqual({
      ...explanation,
      because: explanation.because.slice(1),
    });
  });

  test.prop([question])('tells what it would have made of the decision', (input) => {
    const { shadow, distribution, action } = inShadow(input);
    const opinion = scorePolicy(input);
    expect(shadow === undefined).toBe(opinion.kind === 'plain');
    if (LADDER[strategy].learner === 'none') expect(shadow).toBeUndefined();
    if (shadow === undefined || opinion.kind === 'plain') return;
    const { actions, means, costs } = opinion.scored;
    const nets = new Map(actions.map((each, i) => [each, (means[i] ?? 0) - (costs[i] ?? 0)]));
    const best = Math.max(...nets.values());
    const expected = (of: typeof distribution) =>
      of.actions.reduce((sum, each, i) => sum + ((of.weights[i] ?? 0) / WHOLE) * (nets.get(each) ?? 0), 0);
    expect(shadow).toEqual({
      strategy,
      action: actions.filter((each) => nets.get(each) === best).sort()[0],
      propensity: propensityOf(opinion.distribution, action),
      expected: expect.closeTo(expected(opinion.distribution), 12),
      expectedOfRules: expect.closeTo(expected(distribution), 12),
    });
  });

  test.prop([question])('is the same again, bit for bit', (input) => {
    expect(inShadow(structuredClone(input))).toEqual(inShadow(input));
  });
});
