import { markdownCode, markdownText } from "../../../../tools/lib/report/markdown-text";

test.each([
  ["code between backticks", "read as db user `a_b`", "read as db user `a_b`"],
  ["one backtick", "a` <b> *c*", "a\\` &lt;b&gt; \\*c\\*"],
  ["three backticks", "`a` <b> ` *c*", "\\`a\\` &lt;b&gt; \\` \\*c\\*"],
  ["a run of backticks", "``a` <b> `", "\\`\\`a\\` &lt;b&gt; \\`"],
  ["a backslash before a backtick", "\\`<b>\\`<i>", "\\\\`<b>\\`&lt;i&gt;"],
  ["markup between two pieces of code", "`a` <b> `c`", "`a` &lt;b&gt; `c`"],
  ["a list", "- a", "\\- a"],
  ["a mention", "@team", "@&#8203;team"],
  ["a reference", "#12", "\\#&#8203;12"],
  ["a written-out entity", "&#64;team", "&amp;\\#&#8203;64;team"],
  ["a link", "[a](https://b.c)", "\\[a\\](https:&#8203;//b.c)"],
  ["a bare host", "www.b.c", "www&#8203;.b.c"],
  ["a table cell's end", "a|b", "a\\|b"],
  ["a line of its own", "a\n\n# b\u001b[1m", "a \\# b \\[1m"],
])("%s", (_, text, markdown) => {
  expect(markdownText(text)).toBe(markdown);
});

test("code ends where it is said to end", () => {
  expect(markdownCode("a` <b> @team\n`c")).toBe("`a' <b> @team 'c`");
});
