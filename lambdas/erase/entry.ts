import { compose } from '../_shared/compose.ts';
import { makeEraseHandler } from './handler.ts';

export const handler = makeEraseHandler(compose(process.env));
