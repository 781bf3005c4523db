import { compose } from '../_shared/compose.ts';
import { makeAdvanceErasuresHandler } from './handler.ts';

export const handler = makeAdvanceErasuresHandler(compose(process.env));
