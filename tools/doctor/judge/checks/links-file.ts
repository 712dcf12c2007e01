import type { LinksFileReading } from "../../read/read-project";
import { type Check, ok, problem } from "../check";

/** The links file is valid, and every link in it synthesizes. */
export const linksFileValid: Check<LinksFileReading> = {
  id: "links-file",
  lookedAt: ({ file }) => `${file}, and the stacks synthesized from it`,
  expected: () => "a valid links file (config/links.schema.json) that synthesizes",
  run: async ({ file, links, refusal, synthFailure }) => {
    if (refusal !== undefined) return problem(refusal, `correct ${file}; LINKS_FILE names another one`);
    if (synthFailure === undefined) return ok(`links: ${links.map(({ name }) => name).join(", ")}`);
    return problem(
      `${file} is valid as it is written, and does not synthesize: ${synthFailure}`,
      `if the text names a line of ${file}, correct it; otherwise it is about this checkout: its folder must be writable (the synth writes cdktf.out), and npm ci done`,
    );
  },
};
