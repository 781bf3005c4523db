import { compose } from '../_shared/compose.ts';
import { makeLearnHandler } from './handler.ts';

export const handler = makeLearnHandler(compose(process.env));
