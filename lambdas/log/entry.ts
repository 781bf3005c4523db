import { compose } from '../_shared/compose.ts';
import { makeLogHandler } from './handler.ts';

export const handler = makeLogHandler(compose(process.env));
