import { divideDecimals } from "../arithmetic/decimal-division";
import { rewriteCalls } from "../calls/rewrite-calls";
import { rewriteStatement } from "../queries/rewrite-statement";
import type { QueryPass } from "./query-pass";

/**
 * In this order: what asks the engine for columns finds calls that the engine knows, and division finds queries that it can describe.
 */
export const QUERY_PASSES: readonly QueryPass[] = [rewriteCalls, rewriteStatement, divideDecimals];
