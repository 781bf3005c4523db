import { compose } from '../_shared/compose.ts';
import { makePublishHandler } from './handler.ts';

export const handler = makePublishHandler(compose(process.env));
