import { makeProfiles } from '../../src/app/profiles.ts';
import { profileRequestSchema } from '../../src/contracts/borrower-profile.ts';
import { contactFacts } from '../../src/contracts/contact-facts.ts';
import { borrowerIdSchema } from '../../src/contracts/identifiers.ts';
import { profileResponse } from '../../src/contracts/profile-response.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import { type HttpHandler, httpChain } from '../_shared/http-chain.ts';
import { jsonAnswer } from '../_shared/json-answer.ts';
import { pathId } from '../_shared/path-id.ts';
import type { Runtime } from '../_shared/runtime.ts';

/** `PUT /v1/borrowers/{id}`. */
export function makeBorrowersHandler(runtime: Runtime): HttpHandler {
  const profiles = makeProfiles(runtime);
  return httpChain(runtime, 'required').handler(async (event) => {
    const id = pathId(event, borrowerIdSchema, 'schema-violation');
    const facts = contactFacts(readWith(profileRequestSchema, event.body));
    // Where callers bring their own clock, ours says nothing of when a file was put.
    const filed = runtime.simulation ? facts : { ...facts, filedAt: runtime.clock() };
    return jsonAnswer(200, profileResponse(await profiles.put(id, filed)));
  });
}
