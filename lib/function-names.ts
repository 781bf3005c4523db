import { type HttpFunctionName, ROUTES } from '../src/shared-names.ts';

/** Every function of the service; each is the folder `lambdas/<name>`. */
export const FUNCTION_NAMES = [
  'decide',
  'dispatch',
  'accept-outcomes',
  'record',
  'mature',
  'learn',
  'log',
  'publish',
  'read',
  'borrowers',
  'park-dead-letters',
  'erase',
  'advance-erasures',
  'features',
  'record-features',
  'guard',
  'experiments',
] as const satisfies readonly (HttpFunctionName | ConsumerName | ScheduledName)[];

/** Functions that a queue feeds. */
export type ConsumerName = 'record' | 'learn' | 'record-features' | 'log' | 'park-dead-letters';

/** Functions that a clock starts. */
export type ScheduledName = 'mature' | 'publish' | 'advance-erasures' | 'guard';

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Whether a caller waits for the function's answer. */
export function isHttpFunction(name: FunctionName): name is HttpFunctionName {
  return ROUTES.some((route) => route.function === name);
}

/** `accept-outcomes` → `AcceptOutcomes`, as construct ids are spelt. */
export function constructId(name: FunctionName): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
