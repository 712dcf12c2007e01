import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QUERIES_FILE } from "../../../functions/run-query/contract";
import { decodeQueries, encodeQueries } from "../../../functions/run-query/queries";
import { readRules } from "../../../functions/run-query/read-rules";
import type { NamedQuery } from "../../../redshift-data/queries/named-query";

const A: NamedQuery = { name: "a", description: "First.", sql: "SELECT 1", parameters: [] };
const B: NamedQuery = {
  name: "b",
  description: "",
  sql: "SELECT :n",
  parameters: [{ name: "n", type: "integer", nullable: true }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what is written is read back, in the order of names", () => {
  expect(decodeQueries(encodeQueries([B, A]))).toEqual([A, B]);
  expect(encodeQueries([B, A])).toBe(encodeQueries([A, B]));
});

test.each([
  "",
  "[]",
  "{}",
  '{"queries":[{}]}',
  '{"queries":[{"name":"a","description":"","sql":"x","parameters":[{"name":"n","type":"int","nullable":true}]}]}',
])("%j is not as it is written", (text) => {
  expect(decodeQueries(text)).toBeUndefined();
});

const LINK = { redshiftRegion: "ap-northeast-1" };

test("the function reads its queries beside its code; without a file it has none", () => {
  expect(readRules(folder, LINK)).toEqual({ queries: new Map(), rawSql: true, link: LINK });
  writeFileSync(join(folder, QUERIES_FILE), encodeQueries([A, B]));
  expect(readRules(folder, { ...LINK, rawSql: false })).toEqual({
    queries: new Map([
      ["a", A],
      ["b", B],
    ]),
    rawSql: false,
    link: { ...LINK, rawSql: false },
  });
});

test("a file that is not as it is written is refused, not taken for none", () => {
  writeFileSync(join(folder, QUERIES_FILE), "{}");
  expect(() => readRules(folder, LINK)).toThrow(
    "queries.json of the function's archive is not as the project writes it",
  );
});
