import { text } from "./fields";

/** A program of the user's own that adds to a link's stack. */
export const extendSchema = text(
  /^(?!\/)[^\\\p{Cc}:]{1,200}(?<!\.d)\.ts$/u,
  "the path of a TypeScript file from this file, with / between its parts; correct it",
)
  .describe(
    "TypeScript file, from this file, whose default export adds resources to the link's stack: (stack, link) => void " +
      "(docs/many-links.md). Default: none.",
  )
  .exactOptional();
