import type { FieldProblem } from '../../errors.ts';
import { type Experiment, HOLDOUT_LAYER } from '../experiment.ts';
import { faultIf, findRepeated } from './fault.ts';

const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const SALT = /^[\x21-\x7e]{1,64}$/;

/** Names that could not be hashed, told apart or written in a path, and a layer that is kept for holdouts. */
export function findNameFaults({
  id,
  hypothesis,
  layer,
  salt,
  role,
  variants,
  guardrails,
}: Experiment): readonly FieldProblem[] {
  const [variantIds, guardrailIds] = [variants.map((each) => each.id), guardrails.map((each) => each.id)];
  return [
    ...nameFaults(id, '/id'),
    ...nameFaults(layer, '/layer'),
    ...variantIds.flatMap((name, index) => nameFaults(name, `/variants/${index}/id`)),
    ...guardrailIds.flatMap((name, index) => nameFaults(name, `/guardrails/${index}/id`)),
    ...findRepeated(variantIds, (index) => `/variants/${index}/id`),
    ...findRepeated(guardrailIds, (index) => `/guardrails/${index}/id`),
    ...faultIf(
      hypothesis.trim() === '',
      '/hypothesis',
      'is empty',
      'Say in plain words what it is to find out.',
    ),
    ...faultIf(!SALT.test(salt), '/salt', 'is no usable salt', 'Give 1–64 visible ASCII characters.'),
    ...faultIf(
      (role === 'holdout') !== (layer === HOLDOUT_LAYER),
      '/layer',
      `"${layer}" is no layer of a ${role}`,
      role === 'holdout'
        ? `Use "${HOLDOUT_LAYER}", which comes before every other layer.`
        : `Use another name: "${HOLDOUT_LAYER}" is kept for holdouts.`,
    ),
  ];
}

function nameFaults(name: string, pointer: string): FieldProblem[] {
  return faultIf(
    !NAME.test(name),
    pointer,
    `"${name.slice(0, 64)}" is not a usable name`,
    'Start with a lower-case letter; then up to 63 lower-case letters, digits or "-".',
  );
}
