import { type CopyRunOptions, copyRun } from "../copy/copy-run";
import { type AccountsOptions, accountsRun } from "./accounts-run";
import { type FaultRunOptions, faultRun } from "./fault-run";
import { type LoadRunOptions, loadRun } from "./load-run";
import { type StreamOptions, streamResult } from "./stream-result";

/** @param options those of the run of that name, and its folder, as `isolated.ts` hands them over */
export function runNamed(name: string | undefined, options: unknown, signal: AbortSignal): Promise<unknown> {
  switch (name) {
    case "accounts-run":
      return accountsRun(options as AccountsOptions, signal);
    case "fault-run":
      return faultRun(options as FaultRunOptions, signal);
    case "copy-run":
      return copyRun(options as CopyRunOptions, signal);
    case "load-run":
      return loadRun(options as LoadRunOptions, signal);
    default:
      return streamResult(options as StreamOptions, signal);
  }
}
