import { linkWith } from "../../../testing/links/links";
import { LINKS_OF_PARTS } from "../../../testing/links/links-of-parts";
import { Synth } from "../../../testing/links/synth-stack";
import { boundaryWarnings } from "../../../tools/deploy-policy/judge/boundary-warning";
import { ACCOUNTS, linkPolicies } from "../../../tools/deploy-policy/judge/deploy-policies";

type Case = keyof typeof LINKS_OF_PARTS;

const QUERY = "arn:aws:iam::111111111111:role/service/reporting-lambda";
const DATA = "arn:aws:iam::222222222222:role/analyst-data";
const FUNCTION = "arn:aws:lambda:ap-northeast-1:111111111111:function:reports";

function policiesOf(name: Case, changes: object = {}) {
  const { json } = new Synth(linkWith({ ...LINKS_OF_PARTS[name], ...changes }));
  const links = linkPolicies([{ name: "analytics", json }]);
  const [{ policies } = { policies: [] }] = links;
  const [lambda, redshift] = ACCOUNTS.map((account) => policies.find((each) => each.account === account));
  if (lambda === undefined || redshift === undefined) throw new Error("both accounts have policies");
  return { links, lambda, redshift };
}

/** Statements by their ids, on what they are. */
const granted = ({ Statement }: ReturnType<typeof policiesOf>["lambda"]["deploy"]) =>
  Statement.map(({ Sid, Resource }) => `${Sid}: ${Resource.join(", ")}`);

test("nothing of what is not the link's is read or written but by the doctor", () => {
  const { lambda, redshift } = policiesOf("redshift account only");
  expect(lambda).toEqual({
    account: "lambda",
    accountId: "111111111111",
    plan: { Version: "2012-10-17", Statement: [] },
    deploy: { Version: "2012-10-17", Statement: [] },
    doctor: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadRole",
          Effect: "Allow",
          Action: [
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListRolePolicies",
          ],
          Resource: [QUERY],
        },
        { Sid: "ReadFunction", Effect: "Allow", Action: ["lambda:GetFunction"], Resource: [FUNCTION] },
      ],
    },
  });
  expect(JSON.stringify([redshift.plan, redshift.deploy])).not.toMatch(/reporting-lambda|reports/);
  const other = policiesOf("lambda account only", { permissions: { mode: "managed" } });
  expect([other.redshift.plan.Statement, other.redshift.deploy.Statement]).toEqual([[], []]);
  expect(granted(other.redshift.doctor)).toEqual([
    `ReadRole: ${DATA}`,
    "ReadPolicies: arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
  ]);
  expect(granted(policiesOf("roles only").lambda.deploy).join()).not.toContain(FUNCTION);
});

test("of the parts that others make beside buckets the doctor reads the roles, and looks at warehouse and files", () => {
  const lambdaSide = policiesOf("lambda account only, with buckets");
  const copyRole = "arn:aws:iam::222222222222:role/service/warehouse-copy";
  expect([lambdaSide.redshift.plan.Statement, lambdaSide.redshift.deploy.Statement]).toEqual([[], []]);
  expect(granted(lambdaSide.redshift.doctor)).toEqual([
    `ReadRole: ${DATA}`,
    `ReadRole: ${copyRole}`,
    "LookAtCluster: arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse",
  ]);
  expect(JSON.stringify(lambdaSide.lambda)).not.toContain("warehouse-copy");
  const redshiftSide = policiesOf("redshift account only, with buckets");
  const bucketRole = "arn:aws:iam::111111111111:role/lake-bucket";
  expect([redshiftSide.lambda.plan.Statement, redshiftSide.lambda.deploy.Statement]).toEqual([[], []]);
  expect(granted(redshiftSide.lambda.doctor)).toEqual([
    `ReadRole: ${QUERY}`,
    `ReadRole: ${bucketRole}`,
    `ReadFunction: ${FUNCTION}`,
    "ListBucket1: arn:aws:s3:::acme-landing",
    "LookAtBuckets: arn:aws:s3:::acme-landing",
  ]);
  expect(JSON.stringify(redshiftSide.redshift)).not.toContain("lake-bucket");
});

test("a function runs as a role of somebody else's: it is passed, and neither read nor changed", () => {
  const { lambda } = policiesOf("execution role of another team");
  expect(granted(lambda.deploy).filter((line) => line.includes(QUERY))).toEqual([
    `PassRoleToLambda: ${QUERY}`,
  ]);
  expect(granted(lambda.plan).join()).not.toContain(QUERY);
});

test("one policy on a role of somebody else's is put there and taken away, and nothing else of it is written", () => {
  const { lambda, redshift, links } = policiesOf("nothing but one policy");
  expect(granted(lambda.plan)).toEqual([`ReadRole: ${QUERY}`]);
  expect(lambda.deploy.Statement).toEqual([
    ...lambda.plan.Statement,
    {
      Sid: "AttachPolicy",
      Effect: "Allow",
      Action: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"],
      Resource: [QUERY],
    },
  ]);
  expect(redshift.deploy.Statement).toEqual([]);
  expect(boundaryWarnings(links)).toEqual([
    `warning: ${QUERY} is somebody else's, and whoever holds the deploy policy of link analytics may give it any inline policy: IAM tells none from another; a permissions boundary that its owner puts on it bounds them all`,
  ]);
});

test("where both accounts are one, what others make in it is no more the link's", () => {
  const account = { id: "111111111111", region: "ap-northeast-1" };
  const { redshift, lambda } = policiesOf("lambda account only", {
    lambdaAccount: account,
    redshiftAccount: account,
    sameAccount: true,
  });
  expect(redshift.deploy.Statement).toEqual([]);
  expect(granted(lambda.deploy).join()).not.toContain("analyst-data");
});

test("states in a bucket are listed below the keys of the link's name, which the stack tells", () => {
  const lambdaAccount = {
    id: "111111111111",
    region: "ap-northeast-1",
    deployRoleArn: "arn:aws:iam::111111111111:role/deployer",
  };
  const backend = {
    type: "s3",
    bucket: "states",
    region: "ap-northeast-1",
    key: "links/analytics.tfstate",
    roleArn: lambdaAccount.deployRoleArn,
  };
  const { lambda } = policiesOf("roles only", { lambdaAccount, backend });
  expect(lambda.plan.Statement.find(({ Sid }) => Sid === "ListStates")?.Condition).toEqual({
    StringEquals: { "s3:prefix": ["links/"] },
  });
});
