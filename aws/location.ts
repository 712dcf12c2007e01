/** Where a resource lives. */
export interface Location {
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
}
