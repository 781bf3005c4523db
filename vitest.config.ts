import { defineConfig } from 'vitest/config';

/** One project per kind of test, so each has its own time limit; see docs/adr for what each kind proves. */
const kinds = [
  { name: 'unit', timeout: 10_000 },
  { name: 'property', timeout: 60_000 },
  { name: 'contract', timeout: 60_000 },
  { name: 'integration', timeout: 120_000 },
  { name: 'statistical', timeout: 120_000 },
  { name: 'infra', timeout: 120_000 },
  { name: 'architecture', timeout: 120_000 },
  { name: 'golden', timeout: 10_000 },
];

export default defineConfig({
  test: {
    projects: kinds.map(({ name, timeout }) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        testTimeout: timeout,
        hookTimeout: timeout,
      },
    })),
  },
});
