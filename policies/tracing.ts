import { TRACE_ACTIONS } from "../aws/x-ray";
import type { Statement } from "./statement";

/** Send traces to X-Ray. */
export function sendTraces(): Statement {
  return { sid: "SendTraces", actions: TRACE_ACTIONS, resources: ["*"] };
}
