import { expect, test } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { drawAction, drawNumber, propensityOf } from '../../../../src/core/policy/draw.ts';
import { arm } from '../../../support/builders/identifiers.ts';

const COIN = { actions: ['call@x', 'sms@x'].map(arm), weights: [1, WHOLE - 1] };

test('the running sum decides', () => {
  expect([0, 1, WHOLE - 1].map((draw) => drawAction(COIN, draw))).toEqual(['call@x', 'sms@x', 'sms@x']);
});

test.each([-1, 0.5, WHOLE, Number.NaN])('a draw of %s is a defect', (draw) => {
  expect(() => drawAction(COIN, draw)).toThrow(expect.objectContaining({ code: 'distribution-invalid' }));
});

test('weights that fall short of 2³² are a defect when the draw finds out', () => {
  expect(() => drawAction({ ...COIN, weights: [1, 5] }, 6)).toThrow(
    expect.objectContaining({ code: 'distribution-invalid' }),
  );
  expect(() => drawAction({ ...COIN, weights: [1] }, 1)).toThrow(
    expect.objectContaining({ code: 'distribution-invalid' }),
  );
});

test('what is not in the distribution has propensity 0', () => {
  expect(propensityOf(COIN, arm('call@x'))).toBe(2 ** -32);
  expect(propensityOf(COIN, arm('email@x'))).toBe(0);
});

test('a number needs four bytes', () => {
  expect(drawNumber(Uint8Array.of(255, 255, 255, 255, 7))).toBe(WHOLE - 1);
  expect(() => drawNumber(Uint8Array.of(1, 2, 3))).toThrow(
    expect.objectContaining({ code: 'distribution-invalid' }),
  );
});
