import type { HandlerLink } from "../../redshift-data/handler-link";

/** What the report is asked for. */
export interface ReportEvent {
  /** First month of the report, `YYYY-MM-DD`. */
  readonly since: string;
}

/** What the report says. */
export interface Report {
  readonly months: number;
  /** Of all months. */
  readonly orders: number;
  /** The month with the highest revenue; absent where there is none. */
  readonly best?: { readonly month: string; readonly revenue: string };
}

interface Sales {
  readonly month: string;
  readonly orders: number;
  /** Decimal, as text: every digit. */
  readonly revenue: string;
}

/**
 * The handler of the worked example: one pass over the months, whatever their number. It takes its link, so that a test can
 * give it another one.
 */
export function nightlyReport(link: HandlerLink) {
  return link.handler(async ({ since }: ReportEvent, database): Promise<Report> => {
    let months = 0;
    let orders = 0;
    let best: Report["best"];
    const sales = database.stream<Sales>(
      "SELECT month, orders, revenue FROM sales_by_month WHERE month >= :since ORDER BY month",
      { since },
    );
    for await (const { month, revenue, ...sold } of sales) {
      months += 1;
      orders += sold.orders;
      if (best === undefined || Number(revenue) > Number(best.revenue)) best = { month, revenue };
    }
    database.note({ months });
    return { months, orders, ...(best === undefined ? {} : { best }) };
  });
}
