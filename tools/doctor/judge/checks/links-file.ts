import type { LinksFileReading } from "../../read/read-project";
import { type Check, ok, problem } from "../check";

/** The links file is valid, and every link in it synthesizes. */
export const linksFileValid: Check<LinksFileReading> = {
  id: "links-file",
  lookedAt: ({ file }) => `${file}, and the stacks synthesized from it`,
  expected: () => "a valid links file (config/links.schema.json) that synthesizes",
  run: async ({ file, links, refusal }) =>
    refusal === undefined
      ? ok(`links: ${links.map(({ name }) => name).join(", ")}`)
      : problem(refusal, `correct ${file}; LINKS_FILE names another one`),
};
