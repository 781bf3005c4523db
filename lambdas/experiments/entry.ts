import { compose } from '../_shared/compose.ts';
import { makeExperimentsHandler } from './handler.ts';

export const handler = makeExperimentsHandler(compose(process.env));
