import { compose } from '../_shared/compose.ts';
import { makeRecordHandler } from './handler.ts';

export const handler = makeRecordHandler(compose(process.env));
