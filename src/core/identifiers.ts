import type { Brand } from './brand.ts';

/** `d_` and 26 base-32 characters, derived from the caller's idempotency key. */
export type DecisionId = Brand<string, 'DecisionId'>;
/** The servicer's own id of a borrower; never written to logs. */
export type BorrowerId = Brand<string, 'BorrowerId'>;
/** `<channel>@<window>`, e.g. `sms@tue-evening`, or `no-contact`. An arm has the id of its action. */
export type ActionId = Brand<string, 'ActionId'>;
export type ChannelId = Brand<string, 'ChannelId'>;
export type WindowId = Brand<string, 'WindowId'>;
export type ModelId = Brand<string, 'ModelId'>;
/** `sha256:` and 64 hexadecimal digits of the snapshot's bytes. */
export type SnapshotId = Brand<string, 'SnapshotId'>;
/** The outcome feed's own id of an event; the key of its de-duplication. */
export type EventId = Brand<string, 'EventId'>;

export const NO_CONTACT = 'no-contact' as ActionId;

export function actionId(channel: ChannelId, window: WindowId): ActionId {
  return `${channel}@${window}` as ActionId;
}

/** The name of an experiment: 1–64 lower-case letters, digits or `-`, starting with a letter. */
export type ExperimentId = Brand<string, 'ExperimentId'>;

/** The name of a variant within its experiment. */
export type VariantId = Brand<string, 'VariantId'>;
