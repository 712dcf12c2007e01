import { existsSync } from "node:fs";
import { MAY_SKIP } from "../deployment/required-programs";

/** `test` for what `/proc` alone tells of processes. Without it the test is skipped; in CI it runs, and fails, instead. */
export const testWithProc = existsSync("/proc/self/stat") || !MAY_SKIP ? test : test.skip;
