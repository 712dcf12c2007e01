/** Where an answer ended: at a row of a page of the Data API. */
export interface ResultPosition {
  /** The Data API's token of the page. Absent: the first page. */
  readonly pageToken?: string;
  /** Rows of that page already answered. */
  readonly row: number;
}

/** The position as opaque text (base64url of JSON). */
export function encodeNextToken(position: ResultPosition): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}
