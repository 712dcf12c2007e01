import { COPY_SETTINGS } from "../../../testing/redshift-data/link-context";
import { madeCopy, madeUnload } from "../../../testing/redshift-data/transfer-texts";

const OUTSIDE =
  "copy.from is outside of what the link may load from, expected a location that begins with s3://acme-landing/incoming/ or s3://acme-europe/incoming/";
const MALFORMED =
  "expected s3://bucket/key, the key of letters, digits and -_./=+@,:~&()! without .. and //, and without a part that is . alone";

test.each<[from: unknown, problem: string]>([
  ["s3://acme-landing/incoming", OUTSIDE],
  ["s3://acme-landing/incoming2/x", OUTSIDE],
  ["s3://acme-landing/exports/x", OUTSIDE],
  ["s3://acme-landing/exports/incoming/x", OUTSIDE],
  ["s3://acme/incoming/x", OUTSIDE],
  ["s3://acme-landing/", OUTSIDE],
  ["s3://acme-sealed/exports/x", OUTSIDE],
  ["s3://other/incoming/x", OUTSIDE],
  ["s3://acme-landing.s3.amazonaws.com/incoming/x", OUTSIDE],
  ["s3://acme-landing/Incoming/x", OUTSIDE],
  ["s3://acme-landing/incoming/../exports/x", MALFORMED],
  ["s3://acme-landing/incoming/./x", MALFORMED],
  ["s3://acme-landing/incoming/x../y", MALFORMED],
  ["s3://acme-landing/incoming//x", MALFORMED],
  ["s3://acme-landing//incoming/x", MALFORMED],
  ["s3://acme-landing/incoming/%2e%2e/x", MALFORMED],
  ["s3://acme-landing/incoming/x'", MALFORMED],
  ["s3://acme-landing/incoming/x\\", MALFORMED],
  ["s3://acme-landing/incoming/x\n", MALFORMED],
  ["s3://acme-landing/incoming/x y", MALFORMED],
  ["s3://acme-landing/incoming/x?versionId=1", MALFORMED],
  ["s3://acme-landing/incoming/*", MALFORMED],
  ["s3://acme-landing/incoming∕x", MALFORMED],
  ["s3://acme-landing/іncoming/x", MALFORMED],
  ["s3://acme-landіng/incoming/x", MALFORMED],
  ["s3://acme-landing", MALFORMED],
  ["S3://acme-landing/incoming/x", MALFORMED],
  ["https://acme-landing/incoming/x", MALFORMED],
  [` s3://acme-landing/incoming/x`, MALFORMED],
  [`s3://acme-landing/incoming/${"x".repeat(1016)}`, MALFORMED],
  [7, MALFORMED],
  [["s3://acme-landing/incoming/x"], MALFORMED],
])("refused before any call: %j", (from, problem) => {
  const { statement, problems, codes } = madeCopy({ table: "orders", from, format: "csv" });
  expect(statement).toBeUndefined();
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(codes).toEqual(["LOCATION_REFUSED"]);
});

/** The key that stands in the statement, as it was given; nothing where the location is refused. */
function loadedKey(key: string): string | undefined {
  const { statement } = madeCopy({ table: "orders", from: `s3://acme-landing/${key}`, format: "csv" });
  return statement === undefined
    ? undefined
    : /FROM 's3:\/\/acme-landing\/(.*)' IAM_ROLE/.exec(statement.sql)?.[1];
}

test("a key has characters that mean themselves, and no others", () => {
  const codes = [...Array(0x180).keys(), 0x430, 0x2024, 0x2028, 0x2215, 0xff0f];
  const taken = codes
    .map((code) => String.fromCharCode(code))
    .filter((character) => loadedKey(`incoming/x${character}x`) === `incoming/x${character}x`);
  expect(taken.join("")).toBe("!&()+,-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
});

test("a key has up to 1,024 bytes", () => {
  const longest = `incoming/${"x".repeat(1015)}`;
  expect([loadedKey(longest), loadedKey(`${longest}x`)]).toEqual([longest, undefined]);
});

test("each prefix of a bucket is one, the whole bucket too where the link says so", () => {
  const to = (key: string) =>
    madeUnload({ sql: "SELECT 1", to: `s3://acme-landing/${key}`, format: "csv" }).problems.length === 0;
  expect(["exports/x", "scratch/x", "other/x"].map(to)).toEqual([true, true, false]);
  const [bucket] = COPY_SETTINGS.copy.buckets;
  if (bucket === undefined) throw new Error("no bucket");
  const link = {
    ...COPY_SETTINGS,
    copy: { ...COPY_SETTINGS.copy, buckets: [{ ...bucket, copyFrom: [""] }] },
  };
  const from = (key: string) =>
    madeCopy({ table: "orders", from: `s3://acme-landing/${key}`, format: "csv" }, { link });
  // Of a whole bucket nobody expects a single file.
  expect(["", "x/", "x"].map((key) => from(key).statement?.warnings.length)).toEqual([0, 0, 1]);
  expect(from("../x").codes).toEqual(["LOCATION_REFUSED"]);
});
