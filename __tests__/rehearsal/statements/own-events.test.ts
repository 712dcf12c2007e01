import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownEvents } from "../../../rehearsal/statements/own-events";
import { optionsInOrder } from "../../../tools/lib/terminal/options-in-order";
import { UsageError } from "../../../tools/lib/terminal/usage-error";

const folder = mkdtempSync(join(tmpdir(), "own-events-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("SQL and events of files, in the order in which they are given", () => {
  const event = { sql: "SELECT :a", parameters: { a: "hunter2" } };
  const path = file("event.json", `\uFEFF${JSON.stringify(event)}`);
  const args = [
    "--sql",
    "SELECT 1",
    "--link",
    "analytics",
    "--event",
    path,
    "--sql=SELECT\n  2",
    "--consistency",
    "eventual",
  ];
  expect(ownEvents(optionsInOrder(["sql", "event"], args))).toEqual([
    { title: "SELECT 1", event: { sql: "SELECT 1", format: "rows" } },
    { title: path, event },
    { title: "SELECT 2", event: { sql: "SELECT\n  2", format: "rows" } },
  ]);
});

test("a title is one line, cut, and shows no password", () => {
  const [long, user] = ownEvents([
    { name: "sql", value: `SELECT ${"x".repeat(90)}` },
    { name: "sql", value: "CREATE USER a PASSWORD 'Hunter2x'" },
  ]);
  expect([long?.title, user?.title]).toEqual([`SELECT ${"x".repeat(53)} …`, "CREATE USER a PASSWORD '…'"]);
});

test.each<["sql" | "event", () => string, RegExp]>([
  ["sql", () => " \n", /^--sql is empty, expected one statement$/],
  [
    "event",
    () => join(folder, "none.json"),
    /none\.json is missing, expected a file with one event of the function as JSON$/,
  ],
  ["event", () => folder, /cannot be read \(EISDIR\), expected a file/],
  [
    "event",
    () => file("bad.json", '{ "sql":\n  "SELECT 1",\n  hunter2 }'),
    /bad\.json is not valid JSON at line 3, column 3, expected one event of the function \(docs\/function\.md\)$/,
  ],
  ["event", () => file("empty.json", ""), /empty\.json is not valid JSON, expected/],
])("--%s that is none is wrong usage, and nothing of it is shown", (name, value, message) => {
  const read = () => ownEvents([{ name, value: value() }]);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
  expect(read).not.toThrow(/hunter2/);
});
