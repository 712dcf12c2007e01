import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { type DeployAccount, deployPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

const S3 = { type: "s3", bucket: "states", region: "ap-northeast-1" };
const profiles = {
  lambdaAccount: { id: "111111111111", region: "ap-northeast-1", profile: "lambda-account" },
  redshiftAccount: { id: "222222222222", region: "ap-northeast-1", profile: "redshift-account" },
};
const china = {
  lambdaAccount: { id: "111111111111", region: "cn-north-1", profile: "lambda-account" },
  redshiftAccount: { id: "222222222222", region: "cn-north-1", profile: "redshift-account" },
};

/** Which account's policies list states, and how. */
function listing(changes: object) {
  const { json } = new Synth(linkWith(changes));
  const accounts: readonly DeployAccount[] = ["lambda", "redshift"];
  return accounts.flatMap((account) => {
    const policies = deployPolicies(json, account);
    return (["plan", "deploy", "doctor"] as const).flatMap((part) =>
      policies[part].Statement.filter(({ Action }) => Action.some((action) => action.startsWith("s3:"))).map(
        (statement) => ({ account, part, ...statement }),
      ),
    );
  });
}

const granted = (account: DeployAccount, prefix: string, partition = "aws") =>
  (["plan", "deploy"] as const).map((part) => ({
    account,
    part,
    Sid: "ListStates",
    Effect: "Allow",
    Action: ["s3:ListBucket"],
    Resource: [`arn:${partition}:s3:::states`],
    Condition: { StringEquals: { "s3:prefix": [prefix] } },
  }));

const DEPLOYER = "arn:aws:iam::222222222222:role/deployer";

test.each<[string, object, readonly object[]]>([
  [
    "the profile of the lambda account",
    { ...profiles, backend: { ...S3, profile: "lambda-account" } },
    granted("lambda", ""),
  ],
  [
    "the deploy role of the redshift account",
    { backend: { ...S3, roleArn: DEPLOYER, key: "links/analytics.tfstate" } },
    granted("redshift", "links/"),
  ],
  [
    "a profile in China",
    { ...china, backend: { ...S3, region: "cn-north-1", profile: "redshift-account" } },
    granted("redshift", "", "aws-cn"),
  ],
  ["the caller", { backend: S3 }, []],
  ["a role of its own", { backend: { ...S3, roleArn: "arn:aws:iam::222222222222:role/state" } }, []],
  ["a profile of its own", { ...profiles, backend: { ...S3, profile: "state" } }, []],
  ["nobody: it is local", {}, []],
])(
  "a state that is read by %s: who may list its neighbours, and nothing of what they hold",
  (_, changes, expected) => {
    expect(listing(changes)).toEqual(expected);
  },
);
