import { compose } from '../_shared/compose.ts';
import { makeGuardHandler } from './handler.ts';

export const handler = makeGuardHandler(compose(process.env));
