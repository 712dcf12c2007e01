import { parseTableName, quoted } from "../../../tools/doctor/read/table-name";

it.each([
  ["public.orders", '"public"."orders"'],
  ["Public.Orders", '"public"."orders"'],
  ['public."Odd name"', '"public"."Odd name"'],
  ['"a.b"."c""d"', '"a.b"."c""d"'],
])("%s becomes %s", (text, sql) => {
  const name = parseTableName(text);
  expect(name && quoted(name)).toBe(sql);
});

it.each(["orders", "a.b.c", "public.orders; DROP TABLE x", 'public."a" LIMIT 0; --"', "public.", "", 'a."'])(
  "%s is no table name",
  (text) => {
    expect(parseTableName(text)).toBeUndefined();
  },
);

it("quotes whatever is in a name", () => {
  expect(quoted({ schema: 'a"b', table: "c; --" })).toBe('"a""b"."c; --"');
});
