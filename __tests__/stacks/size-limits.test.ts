import { parseLinks } from "../../config/parse-links";
import { sizeProblems } from "../../stacks/size-limits";
import { BASE, linkWith } from "../../testing/links/links";

describe("sizeProblems", () => {
  it("finds none in an ordinary link", () => {
    expect(sizeProblems(linkWith())).toEqual([]);
  });

  it("refuses a trust policy over IAM's default quota, on the role that has it", () => {
    const link = linkWith({
      queryRole: { path: `/${"p".repeat(500)}/`, name: "q".repeat(64) },
      trust: { mode: "account", externalId: "e".repeat(1224) },
    });
    expect(sizeProblems(link)).toEqual([
      {
        path: ["dataRole"],
        message:
          "trust policy renders to 2061 characters, expected at most 2048; shorten the external id, role names or paths",
      },
    ]);
  });

  it("refuses inline policies over IAM's quota", () => {
    const link = linkWith();
    // No configuration of today reaches the quota; the check guards statements added later.
    const huge = { ...link, target: { ...link.target, database: "d".repeat(10_000) } };
    expect(sizeProblems(huge).map(({ path }) => path)).toEqual([["dataRole"], ["function", "environment"]]);
    expect(sizeProblems(huge)[0]?.message).toMatch(
      /^inline policies render to \d{5} characters, expected at most 10240; shorten /,
    );
  });

  it("refuses an environment over 4 KB, at the line of the file that sets it", () => {
    const text = JSON.stringify({
      links: [{ ...BASE, function: { environment: { BIG: "x".repeat(4000) } } }],
    });
    expect(() => parseLinks(text, "links.yaml", { checks: [sizeProblems] })).toThrow(
      /links\.yaml:1:\d+ links\[0\]\.function\.environment: environment variables come to 4253 bytes, expected at most 4096; remove or shorten variables/,
    );
  });

  it("names the buckets where their prefixes are what the environment is full of", () => {
    const buckets = ["landing", "exports"].map((name) => ({
      name: `acme-${name}`,
      copyFrom: Array.from({ length: 10 }, (_, at) => `${"incoming/".repeat(24)}${at}/`),
    }));
    const problems = sizeProblems(linkWith({ buckets })).filter(({ message }) => /variables/.test(message));
    expect(problems).toEqual([
      {
        path: ["buckets"],
        message: expect.stringMatching(
          /^environment variables come to \d+ bytes, expected at most 4096: COPY_BUCKETS alone to \d+; name fewer or shorter prefixes, or make two links of the buckets$/,
        ),
      },
    ]);
  });
});
