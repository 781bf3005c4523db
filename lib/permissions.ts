import type { TABLES, TableName } from '../src/shared-names.ts';
import type { FunctionName } from './function-names.ts';

export type TableAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';
export type IndexName = (typeof TABLES)[TableName]['indexes'][number]['name'];
export type QueueName = 'outcomes' | 'credits' | 'features' | 'log';

/** What one function may touch; whatever is not listed it may not. */
export interface Permissions {
  readonly tables: Readonly<Partial<Record<TableName, readonly TableAction[]>>>;
  /** Indexes of the decisions table that it may query. */
  readonly indexes?: readonly IndexName[];
  readonly snapshots?: readonly ('read' | 'write')[];
  readonly maturedLog?: readonly ('read' | 'write')[];
  readonly sendsTo?: readonly QueueName[];
  readonly receivesFrom?: QueueName;
  /** Whose dead letters it takes. */
  readonly receivesDeadLettersOf?: readonly QueueName[];
}

/**
 * The whole of what the service may do, by function: one page for whoever must review it.
 * @remarks `PutItem` comes with `GetItem`, since a put whose answer was lost is recognised by reading it back.
 */
export const PERMISSIONS: Readonly<Record<FunctionName, Permissions>> = {
  decide: {
    tables: {
      decisions: ['GetItem', 'PutItem'],
      // The slot is reserved by a conditional put of the profile.
      profiles: ['GetItem', 'PutItem'],
      // The champion; and the room on a scarce channel's days, which is looked up and booked.
      control: ['GetItem', 'Query', 'UpdateItem'],
    },
    snapshots: ['read'],
  },
  dispatch: {
    tables: {
      // What is sent or void takes events of its borrower over, or gives them back.
      decisions: ['GetItem', 'BatchGetItem', 'PutItem'],
      profiles: ['GetItem', 'PutItem'],
      // Gives back the room that a void decision held.
      control: ['UpdateItem'],
    },
    indexes: ['borrower'],
    // The rows of credited decisions whose events it takes over.
    sendsTo: ['log'],
  },
  'accept-outcomes': {
    tables: {
      // Whoever meets a record without its state creates the state.
      decisions: ['GetItem', 'BatchGetItem', 'PutItem'],
      // Places holds before it answers.
      profiles: ['GetItem', 'PutItem'],
    },
    sendsTo: ['outcomes'],
  },
  record: {
    tables: {
      // Events that name a borrower are attributed among the borrower's decisions.
      decisions: ['GetItem', 'BatchGetItem', 'PutItem'],
      profiles: ['GetItem', 'PutItem'],
      // Reads which experiments run and notes harms for their guardrails; parks what can't be processed.
      control: ['GetItem', 'UpdateItem'],
    },
    indexes: ['borrower'],
    sendsTo: ['credits', 'log'],
    receivesFrom: 'outcomes',
  },
  mature: {
    tables: {
      decisions: ['GetItem', 'BatchGetItem', 'PutItem'],
      // Gives back the slot of a decision that was never confirmed …
      profiles: ['GetItem', 'PutItem'],
      // … and its room.
      control: ['UpdateItem'],
    },
    indexes: ['due', 'borrower'],
    sendsTo: ['credits', 'log'],
  },
  learn: {
    tables: {
      decisions: ['GetItem', 'BatchGetItem', 'PutItem'],
      statistics: ['GetItem', 'PutItem'],
      control: ['UpdateItem'],
    },
    sendsTo: ['log'],
    receivesFrom: 'credits',
  },
  log: {
    tables: {
      decisions: ['BatchGetItem'],
      // Parks what can't be processed.
      control: ['UpdateItem'],
    },
    maturedLog: ['read', 'write'],
    receivesFrom: 'log',
  },
  publish: {
    // What was booked sets the price of scarce capacity.
    tables: {
      statistics: ['Query'],
      control: ['GetItem', 'PutItem', 'Query'],
      // With `pending: 'overlay'`: decisions whose reward windows are open, …
      decisions: ['BatchGetItem'],
    },
    indexes: ['due'],
    // … and how long rewards took of late.
    maturedLog: ['read'],
    // Reads the champion to refuse a change of scaling that would misread what was learned.
    snapshots: ['read', 'write'],
  },
  read: {
    tables: { decisions: ['GetItem', 'PutItem'], profiles: ['GetItem'], control: ['GetItem'] },
    snapshots: ['read'],
  },
  borrowers: {
    tables: { profiles: ['GetItem', 'PutItem'] },
  },
  'park-dead-letters': {
    tables: { control: ['UpdateItem'] },
    receivesDeadLettersOf: ['outcomes', 'credits', 'features', 'log'],
  },
  erase: {
    // Without a profile nothing is decided any more; the rest is left to the schedule.
    tables: { profiles: ['DeleteItem'], control: ['GetItem', 'PutItem', 'Query'] },
  },
  'advance-erasures': {
    tables: {
      decisions: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
      profiles: ['GetItem', 'DeleteItem'],
      // The erasures; the parked messages that name the borrower; the room of a contact that is given up; which
      // experiments there are, and what their guardrails counted of the borrower.
      control: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
    },
    indexes: ['borrower'],
    // What the model learned is taken out by `learn`, the rows of the log by `log`.
    sendsTo: ['credits', 'log'],
  },
  // Feature records lie in the profiles table.
  features: {
    tables: { profiles: ['GetItem', 'PutItem'] },
  },
  'record-features': {
    tables: {
      profiles: ['GetItem', 'PutItem'],
      // Parks what can't be processed.
      control: ['UpdateItem'],
    },
    receivesFrom: 'features',
  },
  guard: {
    // Who met with which variant; and the book, of which it may stop a variant or all experiments.
    tables: { control: ['GetItem', 'PutItem', 'Query'] },
  },
  experiments: {
    // The policy book, and the history of its changes.
    tables: { control: ['GetItem', 'PutItem', 'Query'] },
    // Looks whether a snapshot that is to be served is there.
    snapshots: ['read'],
  },
};
