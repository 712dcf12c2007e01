import { madeCopy } from "../../../testing/redshift-data/transfer-texts";

const OUTSIDE =
  "copy.from is outside of what the link may load from, expected a location that begins with s3://acme-landing/incoming/ or s3://acme-europe/incoming/";
const MALFORMED =
  "expected s3://bucket/key, the key of letters, digits and -_./=+@,:~&()! without .. and //, and without a part that is . alone";

test.each<[from: unknown, problem: string]>([
  ["s3://acme-landing/incoming", OUTSIDE],
  ["s3://acme-landing/incoming2/x", OUTSIDE],
  ["s3://acme-landing/exports/x", OUTSIDE],
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
