import {
  type CopySettings,
  decodeCopySettings,
  encodeCopySettings,
} from "../../../redshift-data/link/copy-settings";

const SETTINGS: CopySettings = {
  copyRoleArn: "arn:aws:iam::222222222222:role/analytics-copy",
  buckets: [
    {
      name: "acme-landing",
      region: "ap-northeast-1",
      bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-bucket",
      copyFrom: ["incoming/"],
      unloadTo: ["exports/"],
    },
  ],
};

/** The settings as a variable, with some of the bucket's members, or of the settings', changed. */
function written(bucket: object, settings: object = {}): string {
  return JSON.stringify({ ...SETTINGS, buckets: [{ ...SETTINGS.buckets[0], ...bucket }], ...settings });
}

test("the variable has the members in one order, and none that is absent", () => {
  expect(encodeCopySettings(SETTINGS)).toBe(
    '{"copyRoleArn":"arn:aws:iam::222222222222:role/analytics-copy","buckets":[{"name":"acme-landing","region":"ap-northeast-1","bucketRoleArn":"arn:aws:iam::111111111111:role/analytics-bucket","copyFrom":["incoming/"],"unloadTo":["exports/"]}]}',
  );
  expect(decodeCopySettings(written({}))).toEqual(SETTINGS);
});

test.each([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["no bucket", written({}, { buckets: [] })],
  ["buckets that are no list", written({}, { buckets: {} })],
  ["a bucket that is no object", written({}, { buckets: [null] })],
  [
    "a copy role whose name has a comma, which parts a chain",
    written({}, { copyRoleArn: "arn:aws:iam::222222222222:role/a,b" }),
  ],
  ["a copy role with a quote", written({}, { copyRoleArn: "arn:aws:iam::222222222222:role/a'b" })],
  ["a bucket role that is none", written({ bucketRoleArn: "bucket" })],
  ["a name that is no bucket's", written({ name: "acme'" })],
  ["a region that is none", written({ region: "eu'" })],
  ["prefixes that are no list", written({ copyFrom: "incoming/" })],
  ["a prefix with a quote", written({ unloadTo: ["exports'/"] })],
  ["a key that is no ARN", written({ kmsKeyArn: "alias/key" })],
  ["cleanPath that is no true", written({ cleanPath: "yes" })],
])("%s is not read", (_, text) => {
  expect(decodeCopySettings(text)).toBeUndefined();
});
