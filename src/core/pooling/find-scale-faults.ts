import type { FieldProblem } from '../errors.ts';
import { EFFECT_KINDS } from './effect.ts';
import type { PoolingScales } from './pooling-scales.ts';

/**
 * Every scale with which no model can be built; none when fine.
 * @param pointer where the scales stand in what is checked.
 */
export function findScaleFaults(scales: PoolingScales, pointer = '/scales'): readonly FieldProblem[] {
  const faults: FieldProblem[] = [];
  for (const name of ['noise', 'arm'] as const) {
    const scale = scales[name];
    if (scale > 0 && Number.isFinite(scale)) continue;
    const fix = 'Give a standard deviation in reward units; 0.5 suits rewards between 0 and 1.';
    faults.push({ pointer: `${pointer}/${name}`, problem: `is ${scale}, not a number above 0`, fix });
  }
  for (const name of EFFECT_KINDS) {
    const scale = scales[name];
    if (scale >= 0 && Number.isFinite(scale)) continue;
    const fix = 'Give a standard deviation in reward units, or 0 to leave this part out.';
    faults.push({ pointer: `${pointer}/${name}`, problem: `is ${scale}, not a number from 0`, fix });
  }
  return faults;
}
