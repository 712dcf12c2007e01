import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { DRIFT_OF_DEMANDS, driftOfDemands } from "../../testing/deployment/demand-rows";
import { Deployment } from "../../testing/deployment/deployment";
import { idsWith } from "../../testing/deployment/doctor-session";
import { attachCopyRole, putFiles } from "../../testing/deployment/owners-files";
import { RecordedRequests } from "../../testing/deployment/recorded-requests";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { NOT_ASKED_BY_DOCTOR, NOT_REACHED } from "../../testing/deployment/rights/demand-rights";
import { DoctorAsPrinted } from "../../testing/deployment/rights/doctor-as-printed";
import { PrintedPolicies } from "../../testing/deployment/rights/printed-policies";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BUCKETS } from "../../testing/links/bucket-link";
import { DEMANDS, ENCRYPTED_OUTPUTS } from "../../testing/links/demanded-link";
import { BASE } from "../../testing/links/links";
import { LINKS_OF_PARTS } from "../../testing/links/links-of-parts";
import { ACCOUNTS } from "../../tools/deploy-policy/judge/deploy-policies";
import type { CheckId } from "../../tools/doctor/judge/check";

const LINK = { ...BASE, ...ENCRYPTED_OUTPUTS, tags: { team: "data" }, function: DEMANDS, buckets: BUCKETS };
const OF_OTHERS = { ...BASE, name: "parts", ...LINKS_OF_PARTS["nothing but one policy"] };
const DEPLOY_ROLES = [BASE.lambdaAccount.deployRoleArn, BASE.redshiftAccount.deployRoleArn];

const WAREHOUSE = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";

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
    const printed = new PrintedPolicies(folder);

    const grant = async (sids: readonly string[] = [], link = "analytics") => {
      for (const account of ACCOUNTS) {
        const policies = printed.of(link, account, "deploy", sids);
        for (const [index, { accountId, document }] of policies.entries()) {
          const PolicyDocument = JSON.stringify(document);
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

    describe("the doctor, with exactly the rights that are printed for it", () => {
      const doctor = new DoctorAsPrinted(deployment, "analytics", printed, folder);
      const before = { ...process.env };
      /** What the check came to that has the function send a COPY. */
      const tableLoad = async (table: string) => {
        const { status, found } = (await doctor.examine(table)).get("table-load") ?? {};
        return [status, found];
      };

      beforeAll(async () => {
        await putFiles(deployment, "analytics", {
          "acme-landing": { "incoming/a.csv": "1,Zürich\n" },
          "acme-lake": { "lake/a/b.csv": "2,Kraków\n", "lake/b/c.csv": "3,Paris\n" },
        });
        await attachCopyRole(deployment, "analytics");
        await deployment.invoke("analytics", { sql: "CREATE TABLE landed (id int, city varchar(40))" });
        const client = deployment.client(BASE.lambdaAccount.id, BASE.lambdaAccount.region);
        await new SNSClient(client).send(new CreateTopicCommand({ Name: "operations" }));
        await doctor.enter();
      });
      afterAll(() => {
        process.env = before;
      });

      test("finds everything ok, and that a file of each bucket fits its table", async () => {
        await doctor.may();
        const checks = await doctor.examine("landed");
        expect([idsWith("problem", checks), idsWith("could-not-check", checks)]).toEqual([[], []]);
        const found = ["copy-role-attached", "buckets", "bucket-keys", "table-load"] as const;
        expect(found.map((id) => checks.get(id)?.found)).toEqual([
          "arn:aws:iam::222222222222:role/analytics-copy is attached, in-sync",
          "the buckets are there, with something to load",
          `${BUCKETS[0].kmsKeyArn}: enabled`,
          "s3://acme-landing/incoming/a.csv was read as csv and fits; s3://acme-lake/lake/a/b.csv was read as csv and fits",
        ]);
        const { rows } = await deployment.invoke("analytics", {
          sql: "SELECT count(*) AS loaded FROM landed",
        });
        expect(rows).toEqual([{ loaded: 0 }]);
      });

      test("tells of a table that is missing, and of records that do not fit", async () => {
        expect(await tableLoad("nowhere")).toEqual([
          "problem",
          "TABLE_NOT_FOUND at sql: the table or view does not exist, or not in the search path (FAILED: ERROR: Cannot COPY into nonexistent table nowhere)",
        ]);
        await putFiles(deployment, "analytics", { "acme-lake": { "lake/a/a.csv": "two,Kraków\n" } });
        expect(await tableLoad("landed")).toEqual([
          "could-not-check",
          "Redshift read s3://acme-lake/lake/a/a.csv through both roles; as csv without options its records do not fit the table",
        ]);
      });

      test("names each right that is missing", async () => {
        await doctor.may(["LookAtCluster", "ListBucket1", "LookAtKeys", "ReadTopic"]);
        const checks = await doctor.examine("landed");
        const needs = (account: string, right: string) =>
          `the deploy credentials of the ${account} need ${right} to look at this`;
        const listing = needs("lambda account", "s3:ListBucket on arn:aws:s3:::acme-landing");
        expect(idsWith("problem", checks)).toEqual([]);
        expect(idsWith("could-not-check", checks).map((id) => [id, checks.get(id as CheckId)?.next])).toEqual(
          [
            ["alarm-topic", needs("lambda account", `sns:GetTopicAttributes on ${DEMANDS.alarms.topicArn}`)],
            ["copy-role-attached", needs("redshift account", `redshift:DescribeClusters on ${WAREHOUSE}`)],
            ["buckets", listing],
            ["bucket-keys", needs("lambda account", `kms:DescribeKey on ${BUCKETS[0].kmsKeyArn}`)],
            ["table-load", listing],
          ],
        );
      });

      test.each(ACCOUNTS)("needs each statement of the %s account, and no other", async (account) => {
        expect(
          await recorded.needsOf(doctor.role(account), printed.whole("analytics", account, "doctor")),
        ).toEqual({
          ...{ denied: [], unneeded: NOT_ASKED_BY_DOCTOR[account] },
        });
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
        expect(await recorded.needsOf(role, printed.whole("analytics", account, "deploy"))).toEqual({
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
        const { trustPolicy } = printed.stack("parts")["//"].existing.queryRole;
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
