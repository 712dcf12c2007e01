import { jsonText } from "../../lib/report/json-text";
import { EXIT_CLEAN } from "../../lib/terminal/exit-codes";
import type { LinkPolicies } from "../judge/deploy-policies";

/** The policies for programs. */
export function reportJson(links: readonly LinkPolicies[]): string {
  return jsonText({ exitCode: EXIT_CLEAN, links });
}
