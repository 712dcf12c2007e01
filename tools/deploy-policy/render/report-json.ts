import { jsonText } from "../../lib/report/json-text";
import { EXIT_CLEAN } from "../../lib/terminal/exit-codes";
import type { LinkPolicies } from "../judge/deploy-policies";
import type { HolderPolicies } from "../judge/merged-policies";

/** The policies for programs: of each link alone, and of each deploy role for all its links. */
export function reportJson(links: readonly LinkPolicies[], holders: readonly HolderPolicies[]): string {
  return jsonText({ exitCode: EXIT_CLEAN, links, holders });
}
