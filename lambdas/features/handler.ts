import { makeFeatureRecords } from '../../src/app/feature-records.ts';
import { featuresRequestSchema, featuresResponse } from '../../src/contracts/feature-record.ts';
import { borrowerIdSchema } from '../../src/contracts/identifiers.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { nowOf } from '../_shared/now.ts';
import { pathId } from '../_shared/path-id.ts';
import type { Runtime } from '../_shared/runtime.ts';

/** `PUT /v1/borrowers/{id}/features`. */
export function makeFeaturesHandler(runtime: Runtime): HttpHandler {
  const records = makeFeatureRecords(runtime);
  return httpChain(runtime, 'required').handler(async (event) => {
    const borrowerId = pathId(event, borrowerIdSchema, 'schema-violation');
    const { at, ...observation } = readWith(featuresRequestSchema, event.body);
    const stored = await records.put({ borrowerId, ...observation }, nowOf(runtime, at));
    return jsonAnswer(200, featuresResponse(stored));
  });
}
