import { compose } from '../_shared/compose.ts';
import { makeReadHandler } from './handler.ts';

export const handler = makeReadHandler(compose(process.env));
