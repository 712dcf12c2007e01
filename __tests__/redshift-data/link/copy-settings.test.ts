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

const KEY = "arn:aws:kms:ap-northeast-1:111111111111:key/5f0c5b64-0000-4000-8000-000000000000";

/** The settings as a variable, with some of the bucket's members, or of the settings', changed. */
function written(bucket: object, settings: object = {}): string {
  return JSON.stringify({ ...SETTINGS, buckets: [{ ...SETTINGS.buckets[0], ...bucket }], ...settings });
}

test("the variable has the members in one order, and none that is absent", () => {
  expect(encodeCopySettings(SETTINGS)).toBe(
    '{"copyRoleArn":"arn:aws:iam::222222222222:role/analytics-copy","buckets":[{"name":"acme-landing","region":"ap-northeast-1","bucketRoleArn":"arn:aws:iam::111111111111:role/analytics-bucket","copyFrom":["incoming/"],"unloadTo":["exports/"]}]}',
  );
  expect(decodeCopySettings(written({}))).toEqual(SETTINGS);
  expect(decodeCopySettings(written({ kmsKeyArn: KEY }))?.buckets[0]?.kmsKeyArn).toBe(KEY);
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
  ["text before a copy role", written({}, { copyRoleArn: `'${SETTINGS.copyRoleArn}` })],
  ["a bucket role that is none", written({ bucketRoleArn: "bucket" })],
  ["a name that is no bucket's", written({ name: "acme'" })],
  ["text before a name", written({ name: "'acme" })],
  ["a region that is none", written({ region: "eu'" })],
  ["text before a region", written({ region: "'eu" })],
  ["prefixes that are no list", written({ copyFrom: "incoming/" })],
  ["a prefix with a quote", written({ unloadTo: ["exports'/"] })],
  ["a prefix with a quote beside another", written({ copyFrom: ["in/", "exports'/"] })],
  ["text before a key", written({ kmsKeyArn: `'${KEY}` })],
  ["text behind a key", written({ kmsKeyArn: `${KEY}'` })],
  ["a key that is no ARN", written({ kmsKeyArn: "alias/key" })],
  ["cleanPath that is no true", written({ cleanPath: "yes" })],
])("%s is not read", (_, text) => {
  expect(decodeCopySettings(text)).toBeUndefined();
});
