import type { LocalAccounts } from "../../rehearsal/local-accounts";
import type { LookBeyondPlan } from "../../tools/drift/read/beyond-plan/beyond-plan";
import { lookBeyondPlan } from "../../tools/drift/read/beyond-plan/look-beyond-plan";

/** No local account takes so long. */
const TIMEOUT_MILLISECONDS = 300_000;

/** Drift's look into local accounts, from this process: with the first operator's keys, as their environment exports them. */
export function lookInto({ url, operators }: LocalAccounts, signal: AbortSignal): LookBeyondPlan {
  const [{ accessKeyId, secretAccessKey }] = operators;
  const caller = { endpoint: url, credentials: { accessKeyId, secretAccessKey } };
  return (link) => lookBeyondPlan(link, { signal, caller, timeoutMilliseconds: TIMEOUT_MILLISECONDS });
}
