import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/** A managed policy is named only in the mode that attaches it. */
export function checkPermissions({ permissions }: LinkDraft): LinkProblem[] {
  if (permissions === undefined || !("managedPolicy" in permissions)) return [];
  const modeIsRefused = "mode" in permissions && permissions.mode === undefined;
  if (modeIsRefused || permissions.mode === "managed") return [];
  const found = permissions.managedPolicy === undefined ? "set" : shownValue(permissions.managedPolicy);
  const message =
    `is ${found} with mode least-privilege, expected it only with mode: managed; ` +
    "remove it, or set the mode if the role should have the whole policy";
  return [{ path: ["permissions", "managedPolicy"], message }];
}
