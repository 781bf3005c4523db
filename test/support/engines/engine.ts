/** A service that was started for tests. */
export interface Engine {
  readonly endpoint: string;
  stop(): Promise<void>;
}
