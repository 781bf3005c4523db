/** What an arm shares effects with: arms of the same channel, of the same days, of the same time of day. */
export interface ArmGroups {
  readonly channel?: string;
  readonly day?: string;
  readonly slot?: string;
}
