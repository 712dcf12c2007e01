import type { Link } from "../../../../config/link";
import { type Check, ok, problem } from "../check";

/** What reading and synthesizing the links file came to. */
export interface LinksFileReading {
  readonly file: string;
  readonly links: readonly Link[];
  /** Every problem, in one text. Absent: the file is valid and synthesizes. */
  readonly refusal?: string;
}

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
