import { expect, it } from 'vitest';
import { DECIDE_BUDGET_BYTES, measureBundle } from '../../scripts/measure-bundle.ts';

it('the decide bundle stays within its budget and loads as Lambda loads it', () => {
  const { bytes, importMs } = measureBundle('decide', 3);
  console.info(`decide: ${Math.round(bytes / 1000)} KB, imported in ${Math.round(importMs)} ms`);
  expect(bytes).toBeLessThanOrEqual(DECIDE_BUDGET_BYTES);
  // Far below it would mean that something was left out rather than saved.
  expect(bytes).toBeGreaterThan(DECIDE_BUDGET_BYTES / 4);
});
