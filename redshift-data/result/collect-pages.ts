import { isTimeOver } from "../client/calls/deadline";
import { answerNotUnderstood } from "../errors/answer-not-understood";
import type { ResponseBudget } from "./response-budget";

/** A place in a result: what comes next, of which page. */
export interface PagePosition {
  /** The Data API's token of the page. Absent: the first page. */
  readonly pageToken?: string;
  /** What comes before it in the page: rows, or characters of CSV. */
  readonly offset: number;
}

/** Pages of one answer. The rest is behind its next token: pages may be without rows. */
const MAX_PAGES = 1_000;

/** What an answer holds at most. */
export interface CollectorLimits {
  readonly maxRows: number;
  readonly budget: ResponseBudget;
  /** Whether the deadline has come, which a long page does not let anyone else notice. */
  readonly isTimeOver: () => boolean;
}

/** Takes what the answer has room for. */
export interface Collector<Page> {
  /**
   * Takes a page from a place on.
   *
   * @returns where the answer is full; nothing when all of the page was taken
   */
  take(page: Page, from: PagePosition, isLast: boolean): PagePosition | undefined;
  /** Rows taken so far. */
  rowCount(): number;
  /** True when another page would only be fetched to be left out. */
  isFull(): boolean;
  /** False when the row where the answer ended has more bytes than were left. */
  hasRoom(): boolean;
  /** Where the next answer starts when this one ends before `next`. */
  resumeBefore(next: PagePosition): PagePosition;
}

/**
 * Takes page after page, one in memory at a time, until the result ends, the answer is full, or the deadline comes.
 *
 * @returns where the answer ended; nothing at the end of the result
 * @throws what `fetchPage` throws, except for a deadline
 * @throws QueryError `UNKNOWN` when AWS answers pages in a circle
 */
export async function collectPages<Page extends { readonly NextToken?: string | undefined }>(
  firstPage: Page,
  start: PagePosition,
  fetchPage: (pageToken: string) => Promise<Page>,
  collector: Collector<Page>,
): Promise<PagePosition | undefined> {
  let page = firstPage;
  let at = start;
  const tokens = new Set(start.pageToken === undefined ? [] : [start.pageToken]);
  for (;;) {
    // AWS documents an empty token as the end too.
    const next = page.NextToken ? { pageToken: page.NextToken, offset: 0 } : undefined;
    const end = collector.take(page, at, next === undefined);
    if (end !== undefined || next === undefined) return end;
    refuseRepeated(next.pageToken, tokens);
    if (collector.isFull() || tokens.size >= MAX_PAGES) return collector.resumeBefore(next);
    try {
      page = await fetchPage(next.pageToken);
    } catch (error) {
      if (isTimeOver(error)) return collector.resumeBefore(next);
      throw error;
    }
    at = next;
  }
}

/**
 * Refuses a page that was answered before, and remembers the others: read again, its rows would be in the result twice.
 *
 * @param pageToken absent at the end of the result
 * @throws QueryError `UNKNOWN`
 */
export function refuseRepeated(pageToken: string | undefined, tokens: Set<string>): void {
  if (pageToken === undefined) return;
  if (tokens.has(pageToken)) {
    throw answerNotUnderstood("result", "its next page is one that was answered before");
  }
  tokens.add(pageToken);
}
