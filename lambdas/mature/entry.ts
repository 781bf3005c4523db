import { compose } from '../_shared/compose.ts';
import { makeMatureHandler } from './handler.ts';

export const handler = makeMatureHandler(compose(process.env));
