import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { DRIFT_OF_DEMANDS, driftOfDemands } from "../../testing/deployment/demand-rows";
import { Deployment } from "../../testing/deployment/deployment";
import { RecordedRequests } from "../../testing/deployment/recorded-requests";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BUCKETS } from "../../testing/links/bucket-link";
import { DEMANDS, ENCRYPTED_OUTPUTS } from "../../testing/links/demanded-link";
import { BASE } from "../../testing/links/links";
import { LINKS_OF_PARTS } from "../../testing/links/links-of-parts";
import { ACCOUNTS, type DeployAccount, linkPolicies } from "../../tools/deploy-policy/judge/deploy-policies";
import { holderPolicies } from "../../tools/deploy-policy/judge/merged-policies";

const LINK = { ...BASE, ...ENCRYPTED_OUTPUTS, tags: { team: "data" }, function: DEMANDS, buckets: BUCKETS };
const OF_OTHERS = { ...BASE, name: "parts", ...LINKS_OF_PARTS["nothing but one policy"] };
const DEPLOY_ROLES = [BASE.lambdaAccount.deployRoleArn, BASE.redshiftAccount.deployRoleArn];

type Unasked = readonly (readonly [sid: string, actions: readonly string[]])[];

/** What no role of this life of a link comes to: a change in its place, and a policy that somebody has attached by hand. */
const UNCHANGED_ROLES: Unasked = [
  ["WriteRole", ["iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]],
  ["RemoveRole", ["iam:DetachRolePolicy"]],
];

/** Actions that this life of a link asks for nowhere, by the statement that allows them, in its order. */
const NOT_REACHED: Readonly<Record<DeployAccount, Unasked>> = {
  lambda: [
    // Lambda asks AWS KMS and Amazon EC2 with the rights of its caller, which the local one does not.
    ["DecryptVariables", ["kms:Decrypt"]],
    ...UNCHANGED_ROLES,
    // A reserved concurrency that is taken out, and code that is another one.
    ["WriteFunction", ["lambda:DeleteFunctionConcurrency", "lambda:UpdateFunctionCode"]],
    ["LookAtNetwork", ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]],
    // A function that gets another configuration; a new one is made with it.
    ["SignCode", ["lambda:PutFunctionCodeSigningConfig"]],
    // A log that gets its key later, that is not kept, or whose tags change: here it was made anew.
    ["WriteLogGroup", ["logs:AssociateKmsKey", "logs:DeleteLogGroup"]],
    ["TagLogGroup", ["logs:UntagResource"]],
  ],
  redshift: UNCHANGED_ROLES,
};

/** What Terraform, its provider and Lambda make of the demands together; each alone is a unit test's. */
describeWith(
  REHEARSAL_PROGRAMS,
  "a link with every demand, deployed with exactly the generated policies",
  () => {
    const folder = temporaryFolder();
    const recorded = new RecordedRequests();
    const deployment = new Deployment(
      folder,
      { links: [LINK, OF_OTHERS] },
      {
        deployRolePolicies: new Map(DEPLOY_ROLES.map((role) => [role, []])),
        decideIdentity: recorded.decide,
      },
    );
    const json = (link: string) =>
      JSON.parse(readFileSync(join(folder, "cdktf.out/stacks", link, "cdk.tf.json"), "utf8"));

    /** What `npm run deploy-policy` prints for a link's deploy role of one account. */
    const printed = (link: string, account: DeployAccount) =>
      holderPolicies(linkPolicies([{ name: link, json: json(link) }], [account])).flatMap(
        ({ accountId, deploy }) => deploy.map((document) => ({ accountId, document })),
      );

    const grant = async (without: readonly string[] = [], link = "analytics") => {
      for (const account of ACCOUNTS) {
        for (const [index, { accountId, document }] of printed(link, account).entries()) {
          const Statement = document.Statement.filter(({ Sid }) => !without.includes(Sid));
          const PolicyDocument = JSON.stringify({ ...document, Statement });
          const rights = { RoleName: "deployer", PolicyName: `rights-${index}`, PolicyDocument };
          await deployment.iam(accountId).send(new PutRolePolicyCommand(rights));
        }
      }
    };

    beforeAll(() => deployment.start());
    afterAll(() => deployment.stop());

    test("is refused without the right to let the function's role use the key", async () => {
      await grant(["EncryptVariables"]);
      await expect(deployment.apply("analytics")).rejects.toThrow(/kms:CreateGrant/);
    });

    test("is refused without the right to configure invocations", async () => {
      await grant(["ConfigureInvocations"]);
      await expect(deployment.apply("analytics")).rejects.toThrow(/lambda:PutFunctionEventInvokeConfig/);
    });

    test("runs, and leaves nothing to plan", async () => {
      await grant();
      await deployment.apply("analytics");
      const { rows, failure } = await deployment.invoke("analytics", { sql: "SELECT 1 AS one" });
      expect({ rows, failure, pending: await deployment.pending("analytics") }).toEqual({
        rows: [{ one: 1 }],
        failure: undefined,
        pending: [],
      });
    });

    test("a setting that was taken away by hand is put back", async () => {
      const lambda = deployment.lambda("111111111111", "ap-northeast-1");
      const FunctionName = "analytics-query";
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, KMSKeyArn: "" }));
      // Putting it back publishes a version, which the alias then names.
      expect(await deployment.pending("analytics")).toEqual([
        "aws_lambda_alias.query_function",
        "aws_lambda_function.query_function",
      ]);
      await deployment.apply("analytics");
      expect(await deployment.pending("analytics")).toEqual([]);
    });

    test("drift tells one round of changes by hand, each with what it does, and nothing else", async () => {
      expect(await driftOfDemands(deployment, "analytics")).toEqual(DRIFT_OF_DEMANDS);
    });

    test("a tag of another name takes the place of the old one everywhere", async () => {
      const file = join(folder, "cdktf.out/stacks/analytics/cdk.tf.json");
      const original = readFileSync(file, "utf8");
      writeFileSync(file, original.replaceAll('"team": "data"', '"squad": "data"'));
      const edited = readFileSync(file, "utf8");
      await deployment.apply("analytics").finally(() => writeFileSync(file, original));
      expect(edited).not.toBe(original);
    });

    test("is destroyed, but for the log that is kept", () => deployment.terraform("analytics").destroy());

    test.each(ACCOUNTS)(
      "needed each statement of the %s account over its life, and no other",
      async (account) => {
        const role = BASE[`${account}Account`].deployRoleArn;
        const Statement = printed("analytics", account).flatMap(({ document }) => document.Statement);
        expect(await recorded.needsOf(role, { Version: "2012-10-17", Statement })).toEqual({
          denied: [],
          unneeded: NOT_REACHED[account],
        });
      },
    );

    describe("and a link that makes nothing but one policy on another team's role", () => {
      const { name: RoleName, path: Path } = OF_OTHERS.queryRole;
      const iam = () => deployment.iam("111111111111");
      const inline = async () => (await iam().send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames;

      beforeAll(async () => {
        const { trustPolicy } = json("parts")["//"].existing.queryRole;
        const AssumeRolePolicyDocument = JSON.stringify(trustPolicy);
        await iam().send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument }));
        const own = JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
        });
        await iam().send(
          new PutRolePolicyCommand({ RoleName, PolicyName: "assume-data-role", PolicyDocument: own }),
        );
      });

      test("is refused without the right to attach it", async () => {
        await grant(["AttachPolicy"], "parts");
        await expect(deployment.apply("parts")).rejects.toThrow(/iam:PutRolePolicy/);
        expect(await inline()).toEqual(["assume-data-role"]);
      });

      test("attaches it beside what the team has, leaves nothing to plan, and takes it away again", async () => {
        await grant([], "parts");
        await deployment.apply("parts");
        expect(await inline()).toEqual(["assume-data-role", "parts-assume-data-role"]);
        expect(await deployment.pending("parts")).toEqual([]);
        await deployment.terraform("parts").destroy();
        expect(await inline()).toEqual(["assume-data-role"]);
      });
    });
  },
);
