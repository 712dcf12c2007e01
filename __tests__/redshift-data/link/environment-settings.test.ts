import fc from "fast-check";
import type { CopySettings } from "../../../redshift-data/link/copy-settings";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import {
  type DeployedSettings,
  decodeSettings,
  encodeSettings,
  isShownVariable,
} from "../../../redshift-data/link/environment-settings";

const digits = fc.stringMatching(/^\d{12}$/);
const region = fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-[1-9]$/);
const name = fc.string({ minLength: 1 }).filter((text) => /./.test(text));

/** The targets of all auth modes. */
const target: fc.Arbitrary<DeployedSettings["target"]> = fc.oneof(
  fc.record({ ClusterIdentifier: name, Database: name, DbUser: name }),
  fc.record({ ClusterIdentifier: name, Database: name }),
  fc.record({ ClusterIdentifier: name, Database: name, SecretArn: name }),
  fc.record({ WorkgroupName: name, Database: name }),
  fc.record({ WorkgroupName: name, Database: name, SecretArn: name }),
);

const roleArn = fc.tuple(digits, fc.stringMatching(/^[\w+=.@/-]{1,60}$/)).map(([id, role]) => {
  return `arn:aws:iam::${id}:role/${role}`;
});
const prefixes = fc.array(fc.stringMatching(/^[a-z0-9=_.-]{1,20}\/$/), { maxLength: 3 });

const copySettings: fc.Arbitrary<CopySettings> = fc.record({
  copyRoleArn: roleArn,
  buckets: fc.array(
    fc.record(
      {
        name: fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]$/),
        region,
        bucketRoleArn: roleArn,
        copyFrom: prefixes,
        unloadTo: prefixes,
        kmsKeyArn: digits.map((id) => `arn:aws:kms:eu-west-1:${id}:key/mrk-${id}`),
        cleanPath: fc.constant(true as const),
      },
      { requiredKeys: ["name", "region", "bucketRoleArn", "copyFrom", "unloadTo"] },
    ),
    { minLength: 1, maxLength: 3 },
  ),
});

const deployed: fc.Arbitrary<DeployedSettings> = fc.record(
  {
    linkName: name,
    dataRoleArn: fc.tuple(digits, fc.stringMatching(/^[\w/]{1,60}$/)).map(([id, role]) => {
      return `arn:aws:iam::${id}:role/${role}`;
    }),
    roleSessionName: fc.stringMatching(/^[\w+=,.@-]{2,64}$/),
    redshiftAccountId: digits,
    redshiftRegion: region,
    target,
    externalId: name,
    statementTimeoutSeconds: fc.integer({ min: 1, max: 900 }),
    rawSql: fc.boolean(),
    copy: copySettings,
  },
  {
    requiredKeys: [
      "linkName",
      "dataRoleArn",
      "roleSessionName",
      "redshiftAccountId",
      "redshiftRegion",
      "target",
    ],
  },
);

test("what is written is read back", () => {
  fc.assert(
    fc.property(deployed, region, (settings, lambdaRegion) => {
      const decoded = decodeSettings({ ...encodeSettings(settings), AWS_REGION: lambdaRegion });
      expect(decoded.problems).toEqual([]);
      expect(decoded.settings).toEqual({ ...settings, lambdaRegion });
      expect(decoded.written).toEqual(decoded.settings);
    }),
  );
});

test("only variables of the contract are written, and every one of them is at times", () => {
  const written = new Set<string>();
  fc.assert(
    fc.property(deployed, (settings) => {
      for (const variable of Object.keys(encodeSettings(settings))) written.add(variable);
    }),
  );
  expect([...written].sort()).toEqual(Object.values(ENVIRONMENT).sort());
});

test("any environment is read, and complete settings come only without a problem", () => {
  const variables = fc.constantFrom(...Object.values(ENVIRONMENT), "AWS_REGION");
  fc.assert(
    fc.property(fc.dictionary(variables, fc.string()), (environment) => {
      const { settings, problems, written } = decodeSettings(environment);
      expect(settings === undefined).toBe(problems.length > 0);
      expect(written.target).toBeDefined();
    }),
  );
});

test("values that the function refuses are still what is written", () => {
  const { written, problems, settings } = decodeSettings({
    DATA_ROLE_ARN: "analytics-data",
    REDSHIFT_ACCOUNT_ID: "2222",
    CLUSTER_IDENTIFIER: "warehouse",
    WORKGROUP_NAME: "adhoc",
    DB_USER: "",
    STATEMENT_TIMEOUT_SECONDS: "soon",
  });
  expect(written).toEqual({
    dataRoleArn: "analytics-data",
    redshiftAccountId: "2222",
    target: { ClusterIdentifier: "warehouse", WorkgroupName: "adhoc" },
  });
  expect(problems).toContain("DATA_ROLE_ARN is malformed, expected the ARN of a role");
  expect(problems).toContain("CLUSTER_IDENTIFIER and WORKGROUP_NAME are both set, expected exactly one");
  expect(settings).toBeUndefined();
});

test("no problem shows a value", () => {
  const secret = "hunter2 hunter2";
  const environment = Object.fromEntries(Object.values(ENVIRONMENT).map((variable) => [variable, secret]));
  expect(decodeSettings(environment).problems.join()).not.toContain("hunter2");
});

test("every variable of the link may be shown, except for the external id, and none of the user's", () => {
  const shown = [...Object.values(ENVIRONMENT), "TOKEN"].filter(isShownVariable);
  expect([...shown, "EXTERNAL_ID"].sort()).toEqual(Object.values(ENVIRONMENT).sort());
});
