import { permissionDocument, trustDocument } from "../../policies/document";
import { dataRolePolicies, queryRolePolicies } from "../../stacks/link-policies";
import { linkWith, TARGETS } from "../../testing/links/links";

const CLUSTER = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";
const WORKGROUP =
  "arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/0f4f3a5e-1111-2222-3333-444455556666";
const DB_NAME = "arn:aws:redshift:ap-northeast-1:222222222222:dbname:warehouse/dev";
const DB_USER = "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst";
const SECRET = "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse/analyst-AbCdEf";
const KEY = "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555";

const submit = (resource: string) => ({
  Sid: "SubmitStatements",
  Effect: "Allow",
  Action: ["redshift-data:BatchExecuteStatement", "redshift-data:ExecuteStatement"],
  Resource: resource,
});

const FOLLOW = {
  Sid: "FollowOwnStatements",
  Effect: "Allow",
  Action: [
    "redshift-data:CancelStatement",
    "redshift-data:DescribeStatement",
    "redshift-data:GetStatementResult",
  ],
  Resource: "*",
  Condition: { StringEquals: { "redshift-data:statement-owner-iam-userid": "${aws:userid}" } },
};

const READ_SECRET = {
  Sid: "ReadOneSecret",
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: SECRET,
};

const EXPECTED = {
  "cluster-db-user": [
    submit(CLUSTER),
    FOLLOW,
    {
      Sid: "ConnectAsDbUser",
      Effect: "Allow",
      Action: "redshift:GetClusterCredentials",
      Resource: [DB_NAME, DB_USER],
    },
  ],
  "cluster-iam": [
    submit(CLUSTER),
    FOLLOW,
    {
      Sid: "ConnectAsIamIdentity",
      Effect: "Allow",
      Action: "redshift:GetClusterCredentialsWithIAM",
      Resource: DB_NAME,
    },
  ],
  "cluster-secret": [
    submit(CLUSTER),
    FOLLOW,
    READ_SECRET,
    {
      Sid: "DecryptSecret",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: KEY,
      Condition: { StringEquals: { "kms:ViaService": "secretsmanager.ap-northeast-1.amazonaws.com" } },
    },
  ],
  "serverless-iam": [
    submit(WORKGROUP),
    FOLLOW,
    {
      Sid: "ConnectToWorkgroup",
      Effect: "Allow",
      Action: "redshift-serverless:GetCredentials",
      Resource: WORKGROUP,
    },
  ],
  "serverless-secret": [submit(WORKGROUP), FOLLOW, READ_SECRET],
};

describe("data role, least privilege", () => {
  it.each(Object.entries(EXPECTED))("%s: exactly these statements", (auth, statements) => {
    const { inlinePolicies, managedPolicyArns } = dataRolePolicies(
      linkWith({ target: TARGETS[auth as keyof typeof TARGETS] }),
    );
    expect(Object.keys(inlinePolicies)).toEqual(["redshift-data-api"]);
    expect(permissionDocument(inlinePolicies["redshift-data-api"] ?? [])).toEqual({
      Version: "2012-10-17",
      Statement: statements,
    });
    expect(managedPolicyArns).toEqual([]);
  });
});

describe("data role, managed", () => {
  it("attaches the policy by its partition's ARN and keeps only the credentials statement", () => {
    const { inlinePolicies, managedPolicyArns } = dataRolePolicies(
      linkWith({ permissions: { mode: "managed", managedPolicy: "AmazonRedshiftDataFullAccess" } }),
    );
    expect(managedPolicyArns).toEqual(["arn:aws:iam::aws:policy/AmazonRedshiftDataFullAccess"]);
    expect(inlinePolicies["redshift-data-api"]?.map(({ sid }) => sid)).toEqual(["ConnectAsDbUser"]);
  });
});

const EXTERNAL_ID = { StringEquals: { "sts:ExternalId": "analytics-link-2026" } };

describe("data role, trust", () => {
  it("names the query role exactly by default", () => {
    expect(trustDocument(dataRolePolicies(linkWith()).trust)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TrustRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:role/analytics-query" },
          Action: "sts:AssumeRole",
          Condition: EXTERNAL_ID,
        },
      ],
    });
  });

  it("mode account: the account root, always narrowed to the query role", () => {
    const { trust } = dataRolePolicies(linkWith({ trust: { mode: "account" } }));
    expect(trustDocument(trust)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TrustRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:root" },
          Action: "sts:AssumeRole",
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/analytics-query" } },
        },
      ],
    });
  });
});

const TRUST_LAMBDA = {
  Sid: "TrustLambda",
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
};

describe("query role", () => {
  it("trusts only Lambda by default", () => {
    expect(trustDocument(queryRolePolicies(linkWith()).trust)).toEqual({
      Version: "2012-10-17",
      Statement: [TRUST_LAMBDA],
    });
  });

  it("mutual: trusts the data role by name, since neither role can be created first", () => {
    expect(trustDocument(queryRolePolicies(linkWith({ trust: { mutual: true } })).trust)).toEqual({
      Version: "2012-10-17",
      Statement: [
        TRUST_LAMBDA,
        {
          Sid: "TrustRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::222222222222:root" },
          Action: "sts:AssumeRole",
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/analytics-data" } },
        },
      ],
    });
  });

  it("may assume the data role from the function with the external id, and write its own logs", () => {
    const { inlinePolicies } = queryRolePolicies(linkWith());
    const documents = Object.entries(inlinePolicies).map(([name, statements]) => [
      name,
      permissionDocument(statements),
    ]);
    expect(Object.fromEntries(documents)).toEqual({
      "assume-data-role": {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AssumeDataRole",
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Resource: "arn:aws:iam::222222222222:role/analytics-data",
            Condition: {
              ArnEquals: {
                "lambda:SourceFunctionArn":
                  "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query",
              },
              ...EXTERNAL_ID,
            },
          },
        ],
      },
      "write-own-logs": {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "WriteOwnLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource:
              "arn:aws:logs:ap-northeast-1:111111111111:log-group:/aws/lambda/analytics-query:log-stream:*",
          },
        ],
      },
    });
  });

  it("without binding and external id: hop 1 carries no condition", () => {
    const { inlinePolicies } = queryRolePolicies(linkWith({ trust: { bindToFunction: false } }));
    expect(inlinePolicies["assume-data-role"]).toEqual([
      {
        sid: "AssumeDataRole",
        actions: ["sts:AssumeRole"],
        resources: ["arn:aws:iam::222222222222:role/analytics-data"],
        conditions: [],
      },
    ]);
  });
});

describe("partitions", () => {
  it.each([
    ["aws-cn", "cn-north-1", "cn-northwest-1", "secretsmanager.cn-northwest-1.amazonaws.com.cn"],
    ["aws-us-gov", "us-gov-west-1", "us-gov-east-1", "secretsmanager.us-gov-east-1.amazonaws.com"],
  ])("%s: every ARN is in it, and no other", (partition, lambdaRegion, redshiftRegion, viaService) => {
    const link = linkWith({
      lambdaAccount: { id: "111111111111", region: lambdaRegion },
      redshiftAccount: { id: "222222222222", region: redshiftRegion, profile: "redshift" },
      target: {
        cluster: "warehouse",
        database: "dev",
        secretArn: `arn:${partition}:secretsmanager:${redshiftRegion}:222222222222:secret:s-AbCdEf`,
        secretKmsKeyArn: `arn:${partition}:kms:${redshiftRegion}:222222222222:key/01234567-89ab-cdef-0123-456789abcdef`,
      },
      trust: { mode: "account", mutual: true },
      permissions: { mode: "managed" },
    });
    const text = JSON.stringify([queryRolePolicies(link), dataRolePolicies(link)]);
    expect(new Set(text.match(/arn:[a-z-]+/g))).toEqual(new Set([`arn:${partition}`]));
    expect(text).toContain(viaService);
    expect(text).toContain("lambda.amazonaws.com");
  });
});
