import { compose } from '../_shared/compose.ts';
import { makeDispatchHandler } from './handler.ts';

export const handler = makeDispatchHandler(compose(process.env));
