import { elementsOf } from "../../../../testing/review-pages/read-page";
import {
  filteredReport,
  managedReport,
  openedReport,
  unreadableReport,
} from "../../../../testing/review-pages/sample-reports";
import { reportPage } from "../../../../tools/review/render/report-page";

const landmarksOf = (page: string) =>
  elementsOf(page)
    .map(({ name }) => name)
    .filter((name) => ["header", "main", "footer"].includes(name));

test("every way leads to a part of the page, every id stands once, and no level of heading is left out", async () => {
  for (const report of [await filteredReport(), await managedReport(), await unreadableReport()]) {
    const page = reportPage(report);
    const elements = elementsOf(page);
    const valuesOf = (name: string) => elements.flatMap(({ attributes }) => attributes.get(name) ?? []);
    const ids = valuesOf("id");
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...valuesOf("aria-labelledby"), ...valuesOf("for").flatMap((list) => list.split(" "))];
    const wanted = [
      ...valuesOf("href")
        .filter((way) => way.startsWith("#"))
        .map((way) => way.slice(1)),
      ...named,
    ];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(landmarksOf(page)).toEqual(["header", "main"]);
    const scrolling = elements.filter(({ name }) => name === "pre");
    expect(scrolling.filter(({ attributes }) => attributes.get("tabindex") !== "0")).toEqual([]);
  }
});

test("a long list of files does not stand before the verdict", async () => {
  const source = `cdktf.out/${"x".repeat(200)}/cdk.tf.json`;
  const page = reportPage({ ...(await unreadableReport()), source });
  expect(landmarksOf(page)).toEqual(["header", "main", "footer"]);
  expect(page.indexOf(source)).toBeGreaterThan(page.indexOf("<footer>"));
});

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test("every colour of text has a contrast of 4.5 on every background it stands on: light, dark and paper", async () => {
  const style = /<style>(.*?)<\/style>/s.exec(reportPage(await openedReport()))?.[1] ?? "";
  const palettes = [...style.matchAll(/:root\{([^}]*)\}/g)].map(
    ([, rules = ""]) =>
      new Map(
        [...rules.matchAll(/--(\w+):(#[0-9a-f]+)/g)].map(([, name = "", colour = ""]) => [name, colour]),
      ),
  );
  const pairs = [
    ...["fg", "dim", "ok", "bad", "warn", "link"].flatMap((text) =>
      ["bg", "panel"].map((ground) => [text, ground]),
    ),
    ["bad", "gone"],
    ["ok", "come"],
  ];
  const weak = palettes.flatMap((palette, index) =>
    pairs
      .map(([text = "", ground = ""]) => ({
        index,
        text,
        ground,
        ratio: contrast(palette.get(text) ?? "", palette.get(ground) ?? ""),
      }))
      .filter(({ ratio }) => !(ratio >= 4.5)),
  );
  expect([palettes.length, weak]).toEqual([3, []]);
  // Colours have one place.
  expect(style.replaceAll(/:root\{[^}]*\}/g, "").match(/#[0-9a-f]{3,8}\b(?=[;},])/g)).toBeNull();
});
