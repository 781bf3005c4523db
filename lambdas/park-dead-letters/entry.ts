import { compose } from '../_shared/compose.ts';
import { deadLetterQueues } from './dead-letter-queues.ts';
import { makeParkDeadLettersHandler } from './handler.ts';

export const handler = makeParkDeadLettersHandler(compose(process.env), deadLetterQueues(process.env));
