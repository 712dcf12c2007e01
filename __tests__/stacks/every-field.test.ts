import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUCKETS_LINK } from "../../testing/links/bucket-link";
import { EVERYTHING } from "../../testing/links/demanded-link";
import { LINK_FIELDS, unwrittenFields } from "../../testing/links/link-fields";
import { BASE } from "../../testing/links/links";
import { LINK_OF_OTHERS } from "../../testing/links/links-of-parts";

/** The links of the golden files, as a user writes them. */
const GOLDEN_LINKS = [BASE, EVERYTHING, BUCKETS_LINK, LINK_OF_OTHERS];

const below = (path: string, ...names: readonly string[]) => names.map((name) => `${path}.${name}`);

/** Why no golden link sets some fields, and which test of this folder does. */
const NOT_IN_GOLDEN: readonly {
  readonly why: string;
  readonly heldBy: string;
  readonly fields: readonly string[];
}[] = [
  {
    why: "a link has one backend",
    heldBy: "link-backend.test.ts",
    fields: [
      ...below("backend", "address", "containerName", "hostname", "key", "lockAddress", "organization"),
      ...below("backend", "prefix", "resourceGroupName", "storageAccountName", "unlockAddress", "workspace"),
    ],
  },
  {
    why: "a state in S3 needs none of them",
    heldBy: "link-backend.test.ts",
    fields: below("backend", "kmsKeyArn", "profile", "roleArn"),
  },
  {
    why: "a link has one target",
    heldBy: "../../testing/links/links.ts",
    fields: below("target", "secretArn", "secretKmsKeyArn", "workgroup", "workgroupId"),
  },
  {
    why: "excludes deployRoleArn",
    heldBy: "link-stack.test.ts",
    fields: ["lambdaAccount.profile", "redshiftAccount.profile"],
  },
  {
    why: "excludes two accounts, and adds nothing",
    heldBy: "../config/account-reach.test.ts",
    fields: ["sameAccount"],
  },
  {
    why: "excludes entry",
    heldBy: "function-code.test.ts",
    fields: below("function", "archive", "handler"),
  },
  {
    why: "excludes every other field of the function",
    heldBy: "parts-of-others.test.ts",
    fields: ["function.existing"],
  },
  {
    why: "excludes least privilege",
    heldBy: "link-policies.test.ts",
    fields: ["permissions.managedPolicy"],
  },
  {
    why: "is said by no target but that with a secret",
    heldBy: "data-transfer.test.ts",
    fields: ["copyRole.dbUser"],
  },
  {
    why: "as those of the data role",
    heldBy: "../config/declared-policies.test.ts",
    fields: ["queryRole", "copyRole", "bucketRole"].flatMap((role) => below(role, "policies", "trustPolicy")),
  },
  { why: "loads a file that adds to the stack", heldBy: "extended-stack.test.ts", fields: ["extend"] },
];

test("every field of a link is set in a golden file or says why not, and none that is set says so", () => {
  expect(LINK_FIELDS.length).toBeGreaterThan(80);
  const excused = NOT_IN_GOLDEN.flatMap(({ fields }) => fields).sort();
  expect(excused).toEqual(unwrittenFields(GOLDEN_LINKS));
});

test.each(NOT_IN_GOLDEN)("$heldBy sets what no golden file does: $why", ({ heldBy, fields }) => {
  const text = readFileSync(join(__dirname, heldBy), "utf8");
  const unnamed = fields.filter((field) => !new RegExp(`\\b${field.split(".").at(-1)}\\b`).test(text));
  expect(unnamed).toEqual([]);
});
