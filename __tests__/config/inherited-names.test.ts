import { parseLinks } from "../../config/parse-links";
import { problemsOfFile, withLine, withMore } from "../../testing/links/sample-file";

/** A tag key may be any of these: IAM's characters allow them all. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const REFUSED = (name: string) =>
  `is "${name}", expected a name that not every JavaScript object has already; rename it`;

test.each(INHERITED)("fails on tag %s, which every object has", (name) => {
  expect(problemsOfFile(withMore("    tags:", `      ${name}: x`))).toEqual([
    `links.yaml:14:${name.length + 9} links[0].tags.${name}: ${REFUSED(name)}`,
  ]);
});

test.each(["__proto__", "constructor", "toString"])("fails on variable %s", (name) => {
  expect(problemsOfFile(withMore(`    function: { environment: { ${name}: x } }`))).toEqual([
    expect.stringContaining(`links[0].function.environment.${name}: ${REFUSED(name)}`),
  ]);
});

test("fails on a link named constructor", () => {
  expect(problemsOfFile(withLine(2, "  - name: constructor"))).toEqual([
    `links.yaml:2:11 links[0].name: ${REFUSED("constructor")}`,
  ]);
});

test("fails on __proto__ that came in by a merge, as a map, and as a field", () => {
  const merged = "    tags: { <<: { __proto__: x } }";
  expect(problemsOfFile(withMore(merged))).toEqual([expect.stringContaining(REFUSED("__proto__"))]);
  const nested = "    tags: { __proto__: { owner: x } }";
  expect(problemsOfFile(withMore(nested))).toEqual([expect.stringContaining(REFUSED("__proto__"))]);
  expect(problemsOfFile(withMore("    __proto__: { tags: { a: b } }"))).toEqual([
    expect.stringContaining("links[0].__proto__: is not a known field"),
  ]);
});

test("a name that only looks like one is a tag like any other", () => {
  const [link] = parseLinks(withMore("    tags: { Constructor: x, proto: y }"), "links.yaml");
  expect(link?.tags).toEqual({ Constructor: "x", proto: "y" });
});
