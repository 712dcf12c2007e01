import { BASE } from "../../testing/links/links";
import { problemsOfFile, withMore } from "../../testing/links/sample-file";

describe("a part that somebody else makes", () => {
  it("is one link's alone: nobody can rename what its owner makes", () => {
    const other = { name: "etl", function: { name: "etl-fn" } };
    const link = { dataRole: { name: "reader", existing: true } };
    const text = JSON.stringify({
      links: [
        { ...BASE, ...link },
        { ...BASE, ...other, ...link },
      ],
    });
    expect(problemsOfFile(text)).toEqual([
      expect.stringMatching(
        /links\[0\]\.dataRole\.name is "reader", so have its owner make another one: what others make is one link's alone, with a policy for that link$/,
      ),
    ]);
  });

  it("is a function that decides itself which SQL it runs", () => {
    expect(
      problemsOfFile(withMore("    function: { name: theirs, existing: true }", "    rawSql: false")),
    ).toEqual([
      "links.yaml:14:13 links[0].rawSql: is false beside function.existing, expected it with the project's own function alone: whoever deploys the function decides what it runs; take it out",
    ]);
  });
});
