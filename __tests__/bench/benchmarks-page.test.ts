import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readResults, renderResults } from "../../bench/report/results-file";

const ROOT = join(__dirname, "../..");

test("the page and its plots are what the recorded results say: no number in them is typed by hand", () => {
  const rendered = renderResults(readResults());
  const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
  expect(Object.fromEntries(Object.keys(rendered).map((file) => [file, read(file)]))).toEqual(rendered);
});

test("no plot is left of a measurement that no longer draws it", () => {
  const drawn = Object.keys(renderResults(readResults())).filter((file) => file.endsWith(".svg"));
  const present = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.startsWith("benchmarks/"))
    .map((file) => `docs/${file}`);
  expect(present.sort()).toEqual(drawn.sort());
});

test("remarks and methods hold no figure: figures come from the measurement", () => {
  for (const { method, remarks = [] } of Object.values(readResults())) {
    for (const text of [method, ...remarks]) {
      expect(text.match(/\d[\d.,]*\s*(ms|kB|MB|%|×|times)/g) ?? []).toEqual([]);
    }
  }
});
