/** A queue that delivers each message at least once, in any order. */
export interface WorkQueue<Message> {
  /** Resolves when all messages are durably accepted; any number of messages. */
  send(messages: readonly Message[]): Promise<void>;
}
