import type { Runtime } from '../lambdas/_shared/runtime.ts';
import { makeAcceptOutcomesHandler } from '../lambdas/accept-outcomes/handler.ts';
import { makeBorrowersHandler } from '../lambdas/borrowers/handler.ts';
import { makeDecideHandler } from '../lambdas/decide/handler.ts';
import { makeDispatchHandler } from '../lambdas/dispatch/handler.ts';
import { makeEraseHandler } from '../lambdas/erase/handler.ts';
import { makeExperimentsHandler } from '../lambdas/experiments/handler.ts';
import { makeFeaturesHandler } from '../lambdas/features/handler.ts';
import { makeReadHandler } from '../lambdas/read/handler.ts';
import type { HttpFunctionName } from '../src/shared-names.ts';
import type { HttpFunction } from './http-front.ts';

/** The real functions behind the API. */
export function httpFunctions(runtime: Runtime): Readonly<Record<HttpFunctionName, HttpFunction>> {
  return {
    decide: makeDecideHandler(runtime),
    dispatch: makeDispatchHandler(runtime),
    'accept-outcomes': makeAcceptOutcomesHandler(runtime),
    read: makeReadHandler(runtime),
    borrowers: makeBorrowersHandler(runtime),
    erase: makeEraseHandler(runtime),
    features: makeFeaturesHandler(runtime),
    experiments: makeExperimentsHandler(runtime),
  };
}
