import { z } from "zod";
import { text } from "./fields";

/** Part of names of roles and states: as short and as plain as these have to be. */
export const ENVIRONMENT_NAME = text(
  /^[a-z][a-z0-9-]{0,20}$/,
  "1 to 21 lowercase letters, digits and hyphens that start with a letter, like prod; correct it",
);

/** Which environment all links of the file are of. */
export const environmentSchema = ENVIRONMENT_NAME.describe(
  "Name of the environment that the links are of, 1 to 21 lowercase letters, digits and hyphens. It is part of the state's place, and " +
    "texts of links and defaults have it where they say ${environment}. Default: the one of --env or LINKS_ENVIRONMENT, otherwise none.",
).exactOptional();

const INCLUDED_FILE = text(
  /^(?!\/)[^\\\p{Cc}:]{1,200}\.ya?ml$/u,
  "the path of a YAML file from this file, with / between its parts; correct it",
);

/** Whether an entry is a path that may be read. */
export function isIncludedFile(entry: unknown): entry is string {
  return INCLUDED_FILE.safeParse(entry).success;
}

const INCLUDE = "a list of files with links; begin each with `- `";

/** Further files with links. */
export const includeSchema = z
  .array(INCLUDED_FILE, { error: INCLUDE })
  .describe(
    "Files with further links, from this file. Each has links, and may have defaults and include of its own; this file's defaults are " +
      "merged under its links too. Default: none.",
  )
  .exactOptional();

/** What links have in common. Merged under each link before the schema of a link reads it, which then refuses what is wrong. */
export const defaultsSchema = z
  .record(z.string(), z.unknown(), { error: "a map with fields of a link; indent them below it" })
  .describe(
    "Fields of every link of this file and of those that it includes. A link's own fields come first: maps are merged, lists and all " +
      "else replaced. Default: none.",
  )
  .exactOptional();
