import { jsonText } from "../../lib/report/json-text";
import type { LinkAdoption } from "../judge/link-adoption";

/** The report for programs. @param unread places that may hold states and could not be read, in words */
export function reportJson(links: readonly LinkAdoption[], unread: readonly string[]): string {
  return jsonText({ links, unread });
}
