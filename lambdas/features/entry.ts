import { compose } from '../_shared/compose.ts';
import { makeFeaturesHandler } from './handler.ts';

export const handler = makeFeaturesHandler(compose(process.env));
