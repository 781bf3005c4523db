import { expect } from 'vitest';

/** Tries to change a value in place, as a careless caller would; an immutable one answers with a TypeError. */
export function tamper(change: () => void): void {
  try {
    change();
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
  }
}
