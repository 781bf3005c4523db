import { compose } from '../_shared/compose.ts';
import { makeAcceptOutcomesHandler } from './handler.ts';

export const handler = makeAcceptOutcomesHandler(compose(process.env));
