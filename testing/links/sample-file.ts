import type { Link } from "../../config/link";
import { LinksFileError } from "../../config/links-file-error";
import { type LinksOptions, parseLinks } from "../../config/parse-links";

/** The shortest accepted file; tests count on its lines. */
export const SAMPLE = `links:
  - name: analytics
    lambdaAccount:
      id: "111111111111"
      region: eu-west-1
    redshiftAccount:
      id: "222222222222"
      region: eu-west-1
      profile: redshift
    target:
      cluster: warehouse
      database: dev
`;

/** The sample with one line written otherwise. */
export function withLine(line: number, text: string): string {
  return SAMPLE.split("\n")
    .map((old, index) => (index + 1 === line ? text : old))
    .join("\n");
}

/** The sample with lines after its last one, which is line 12. */
export function withMore(...lines: readonly string[]): string {
  return `${SAMPLE}${lines.join("\n")}\n`;
}

/** The only link of an accepted file. */
export function onlyLink(text: string): Link {
  const [link, ...others] = parseLinks(text, "links.yaml");
  if (link === undefined || others.length > 0) throw new Error("the sample is expected to hold one link");
  return link;
}

/** The lines of the report, without its head; empty when the file is accepted. */
export function problemsOfFile(text: string, options?: LinksOptions): readonly string[] {
  try {
    parseLinks(text, "links.yaml", options);
    return [];
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return error.message.split("\n  ").slice(1);
  }
}
