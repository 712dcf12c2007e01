import { isTimeOver } from "../client/calls/deadline";

/** A place in a result: what comes next, of which page. */
export interface PagePosition {
  /** The Data API's token of the page. Absent: the first page. */
  readonly pageToken?: string;
  /** What comes before it in the page: rows, or characters of CSV. */
  readonly offset: number;
}

/** Takes what the answer has room for. */
export interface Collector<Page> {
  /**
   * Takes a page from a place on.
   *
   * @returns where the answer is full; nothing when all of the page was taken
   */
  take(page: Page, from: PagePosition, isLast: boolean): PagePosition | undefined;
  /** True when another page would only be fetched to be left out. */
  isFull(): boolean;
  /** Where the next answer starts when this one ends before `next`. */
  resumeBefore(next: PagePosition): PagePosition;
}

/**
 * Takes page after page, one in memory at a time, until the result ends, the answer is full, or the deadline comes.
 *
 * @returns where the answer ended; nothing at the end of the result
 * @throws what `fetchPage` throws, except for a deadline
 */
export async function collectPages<Page extends { readonly NextToken?: string | undefined }>(
  firstPage: Page,
  start: PagePosition,
  fetchPage: (pageToken: string) => Promise<Page>,
  collector: Collector<Page>,
): Promise<PagePosition | undefined> {
  let page = firstPage;
  let at = start;
  for (;;) {
    // AWS documents an empty token as the end too.
    const next = page.NextToken ? { pageToken: page.NextToken, offset: 0 } : undefined;
    const end = collector.take(page, at, next === undefined);
    if (end !== undefined || next === undefined) return end;
    if (collector.isFull()) return collector.resumeBefore(next);
    try {
      page = await fetchPage(next.pageToken);
    } catch (error) {
      if (isTimeOver(error)) return collector.resumeBefore(next);
      throw error;
    }
    at = next;
  }
}
