import type { Tuning } from '../../src/app/tune.ts';
import type { BeliefChanges } from '../../src/core/model/compare-beliefs.ts';
import type { EvidenceProfile } from '../../src/core/model/evidence-profile.ts';
import { standingOf } from '../../src/core/pooling/scale-trial.ts';
import { decimal } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { sparkline } from '../terminal/sparkline.ts';

/** Evidence is shown down to so many nats below the best; e⁻¹⁰ times as probable is as good as ruled out. */
const DEPTH = 10;
const MOST_ARMS = 8;

/** Shows a tuning on a terminal; the JSON document says the same. */
export function printTuning(tuning: Tuning): void {
  const { credits, before, after, served, beliefs } = tuning;
  const gain = after.logEvidence - before.logEvidence;
  const origin =
    served === undefined
      ? 'the defaults, since nothing was published yet'
      : `the champion ${served.snapshot.slice(0, 19)}…, ${served.fittedOn === 0 ? 'not fitted' : `fitted to ${served.fittedOn} outcomes`}`;
  title('Scales', `standard deviations in reward units; ${Math.round(credits)} outcomes; now: ${origin}`);
  printTable(
    ['scale', 'now', 'fitted', 'at ½ ×', 'at 2 ×', 'without', `from ⅛ × to 8 ×, ${DEPTH} nats deep`],
    tuning.profiles.map((profile) => [
      profile.name,
      decimal(before.scales[profile.name], 4),
      paint.bold(decimal(after.scales[profile.name], 4)),
      ...sections(profile, after.scales[profile.name], standingOf(after)),
      paint.cyan(sparklineOf(profile)),
    ]),
  );
  printLine(
    `Log evidence ${decimal(before.logEvidence, 2)} now, ${decimal(after.logEvidence, 2)} fitted: ` +
      `${paint.bold(`${decimal(gain, 2)} nats`)} more, after ${after.evaluations.length} trials. ` +
      'A difference of 1 is hardly worth a mention, of 5 it is strong.',
  );
  printLine(
    paint.dim(
      `Scales below their defaults have to earn it: ${decimal(after.penalty, 2)} nats in all, counted in the columns above.`,
    ),
  );
  if (beliefs !== undefined) printBeliefs(beliefs);
}

/** How much worse half the scale stands, twice the scale, and none at all. */
function sections({ points }: EvidenceProfile, fitted: number, best: number): readonly string[] {
  const lost = (scale: number) => {
    const point = points.find((each) => Math.abs(each.scale - scale) <= 1e-9 * scale);
    return point === undefined ? '' : decimal(point.standing - best, 2);
  };
  return [fitted > 0 ? lost(fitted / 2) : '', fitted > 0 ? lost(2 * fitted) : '', lost(0)];
}

function sparklineOf({ points }: EvidenceProfile): string {
  const shown = points.filter(({ scale }) => scale > 0).map(({ standing }) => standing);
  const best = Math.max(...shown);
  return sparkline(shown, best - DEPTH, best);
}

function printBeliefs({
  shift,
  widthBefore,
  widthAfter,
  greedyBefore,
  greedyAfter,
  arms,
}: BeliefChanges): void {
  title('Predictions', 'the same outcomes under both, over all contexts that were learned from');
  printLine(
    `Expected rewards move by ${paint.bold(decimal(shift, 4))} (root mean square), ` +
      `their widths from ${decimal(widthBefore, 4)} to ${decimal(widthAfter, 4)}.`,
  );
  printLine(
    greedyBefore === greedyAfter
      ? `For the average context ${greedyAfter} stays the best action after cost.`
      : `For the average context the best action after cost changes from ${greedyBefore} to ${paint.bold(greedyAfter)}.`,
  );
  printTable(
    ['action', 'outcomes', 'expected now', 'fitted', 'moves by', 'width now', 'fitted'],
    arms
      .slice(0, MOST_ARMS)
      .map((arm) => [
        arm.action,
        Math.round(arm.count),
        decimal(arm.meanBefore, 4),
        decimal(arm.meanAfter, 4),
        decimal(arm.shift, 4),
        decimal(arm.widthBefore, 4),
        decimal(arm.widthAfter, 4),
      ]),
  );
  if (arms.length > MOST_ARMS)
    printLine(paint.dim(`… and ${arms.length - MOST_ARMS} actions that move less.`));
}

function title(text: string, detail: string): void {
  printLine();
  printLine(`${paint.bold(paint.cyan(text))}  ${paint.dim(detail)}`);
}
