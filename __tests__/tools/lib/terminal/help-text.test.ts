import { helpText } from "../../../../tools/lib/terminal/help-text";

const COMMAND = {
  name: "name",
  purpose: "Do something.",
  options: {
    out: { type: "string", value: "<folder>", help: "where to" },
    json: { type: "boolean", help: "as JSON" },
  },
  exitCodes: { 0: "done", 2: "not done" },
} as const;

test("purpose, usage, options with --help at the end, notes, exit codes", () => {
  expect(
    helpText({ ...COMMAND, takes: "[link…]", notes: ["First note.", "Second note."] }),
  ).toBe(`Do something.

usage: npm run name -- [link…] [options]

options:
  --out <folder>  where to
  --json          as JSON
  --env <name>    environment that the links are of (docs/many-links.md)
  --help          this text

First note.
Second note.

exit code:
  0    done
  2    not done
  130  interrupted`);
});

test("a command that a shorter one starts too names both, what most people type first", () => {
  expect(helpText({ ...COMMAND, shortForm: "npm start", takes: "[link…]" })).toContain(
    "\n\nusage: npm start -- [link…] [options]\n   or: npm run name -- [link…] [options]\n\n",
  );
});

test("a command without arguments and notes says nothing of either", () => {
  const help = helpText(COMMAND);
  expect(help).toContain("usage: npm run name -- [options]\n");
  expect(help.split("\n\n")).toHaveLength(4);
});

test("a command that is about no links has no environment", () => {
  expect(helpText(COMMAND)).toContain("--env <name>");
  expect(helpText({ ...COMMAND, isOfLinks: false })).not.toContain("--env");
});

test("a long text goes on below itself, and no line is longer than a terminal is wide", () => {
  const long = Array.from({ length: 40 }, () => "words").join(" ");
  const options = { out: { type: "string", value: "<folder>", help: long } } as const;
  const lines = helpText({ ...COMMAND, purpose: long, options, notes: [long] }).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  expect(lines.filter((line) => line.startsWith(`${" ".repeat(18)}words`))).toHaveLength(2);
});
