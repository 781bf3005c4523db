/** A queue that delivers each message at least once, in any order. */
export interface WorkQueue<Message> {
  /** Resolves when all messages are durably accepted; any number of messages. */
  send(messages: readonly Message[]): Promise<void>;
  /** Puts a parked message back as it came, byte for byte, to be judged afresh by the queue's consumer. */
  redeliver(body: string): Promise<void>;
  /** About how many messages wait or are being handled; a queue that has just been written to may still say none. */
  underWay(): Promise<number>;
}
