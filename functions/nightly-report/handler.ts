import { connect } from "../../redshift-data/connect";
import { nightlyReport } from "./nightly-report";

/** Entry point in Lambda: the link is that of the function's environment. docs/handlers.md shows how it is deployed. */
export const handler = nightlyReport(connect());
