import { compose } from '../_shared/compose.ts';
import { warnOfLoosenings } from '../_shared/warn-of-loosenings.ts';
import { makeDecideHandler } from './handler.ts';

const runtime = compose(process.env);
warnOfLoosenings(runtime);

export const handler = makeDecideHandler(runtime);
