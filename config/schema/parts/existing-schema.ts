import { z } from "zod";
import { flag } from "../fields";
import { filePath } from "../handler-schema";

const POLICY_FILE = filePath("json", "the path of a .json file from this file");

const POLICY_FILES = "a list with at least one path of a .json file; begin each with `- `";

const existing = (part: string) =>
  flag()
    .describe(
      `Set to true for a ${part} that somebody else makes: the link makes nothing of it, and its synth writes what its owner makes ` +
        "(docs/parts.md). Needs name. Default: false.",
    )
    .exactOptional();

/** What is said of a role that somebody else makes. */
export const EXISTING_ROLE_FIELDS = {
  existing: existing("role"),
  policies: z
    .array(POLICY_FILE, { error: POLICY_FILES })
    .min(1, { error: POLICY_FILES })
    .describe(
      "JSON files, from this file, with all that the existing role is allowed, as its owner declares it. Only with existing: true, and " +
        "with trustPolicy. Default: exactly what the hand-off asks for.",
    )
    .exactOptional(),
  trustPolicy: POLICY_FILE.describe(
    "JSON file, from this file, with the trust policy of the existing role, as its owner declares it. Only with existing: true, and " +
      "with policies. Default: exactly what the hand-off asks for.",
  ).exactOptional(),
} as const;

/** The query role's owner may allow the link more than nothing. */
export const EXISTING_QUERY_ROLE_FIELDS = {
  ...EXISTING_ROLE_FIELDS,
  inlinePolicy: flag()
    .describe(
      "Whether the link attaches one inline policy to the existing role: that of hop 1. Its other policies stay its owner's. Only with " +
        "existing: true. Default: false.",
    )
    .exactOptional(),
} as const;

/** What is said of a function that somebody else deploys. */
export const EXISTING_FUNCTION_FIELDS = { existing: existing("function") } as const;
