import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { terraformVersion } from "../../../tools/doctor/judge/checks/terraform-version";
import { runCheck } from "../../../tools/doctor/judge/run-check";

const S3 = { backend: { type: "s3", bucket: "states", region: "eu-west-1" } };
const NEEDS = "1.10 or newer, which the lock file of a state in S3 needs";
const OTHER_BINARY = "or set TERRAFORM_BINARY_NAME to another binary";

const withVersion = (version: string, changes: object) => {
  const { terraform, ...others } = facts();
  const subject = {
    ...others,
    link: linkWith(changes),
    terraform: { ...terraform, version: async () => version },
  };
  return runCheck(terraformVersion, subject);
};

test.each([
  ["1.9.8", S3, "problem", NEEDS, `install Terraform ${NEEDS}, ${OTHER_BINARY}`],
  ["1.10.0", S3, "ok", NEEDS, undefined],
  ["1.5.7", {}, "ok", "1.5 or newer", undefined],
  ["1.4.6", {}, "problem", "1.5 or newer", `install Terraform 1.5 or newer, ${OTHER_BINARY}`],
])("%s with %j: %s", async (version, changes, status, expected, next) => {
  const result = await withVersion(version, changes);
  expect([result.status, result.found, result.expected, result.next]).toEqual([
    status,
    version,
    expected,
    next,
  ]);
});
