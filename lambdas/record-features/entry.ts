import { compose } from '../_shared/compose.ts';
import { makeRecordFeaturesHandler } from './handler.ts';

export const handler = makeRecordFeaturesHandler(compose(process.env));
