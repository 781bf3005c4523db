import { compose } from '../_shared/compose.ts';
import { makeBorrowersHandler } from './handler.ts';

export const handler = makeBorrowersHandler(compose(process.env));
