import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/**
 * Where the links are of an environment, the place of each state says which: one file may be read for several environments, and would
 * otherwise keep all of them in one state.
 */
export function checkStatePlace({ backend }: LinkDraft, environment: string | undefined): LinkProblem[] {
  if (environment === undefined || backend?.type !== "s3") return [];
  const { bucket, key } = backend;
  // Without a key of its own, the state stands below a folder of the environment.
  if (key === undefined || bucket === undefined) return [];
  const word = new RegExp(`(?<![A-Za-z0-9])${environment}(?![A-Za-z0-9])`);
  if (word.test(key) || word.test(bucket)) return [];
  const message = `is ${shownValue(key)}, expected a key with the environment ${shownValue(environment)}, whose states it is kept apart by; write it as \${environment}, or leave the key out`;
  return [{ path: ["backend", "key"], message }];
}
