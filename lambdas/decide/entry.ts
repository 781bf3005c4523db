import { compose } from '../_shared/compose.ts';
import { makeDecideHandler } from './handler.ts';

export const handler = makeDecideHandler(compose(process.env));
