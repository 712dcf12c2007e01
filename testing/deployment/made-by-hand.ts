import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import { functionLogGroup } from "../../aws/lambda";
import { ARTICLE } from "../links/article-policies";
import { DemandChanges } from "./changes/demand-changes";
import type { Deployment } from "./deployment";

/** Names that somebody chose in a console. */
export const BY_HAND = {
  assume: "AssumeRedshiftRole",
  clusterCredentials: "RedshiftClusterCredentials",
  attached: "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
} as const;

/**
 * Both roles as the article has them made in two consoles, with names of a link, and a function that somebody wrote. Neither
 * trust policy can name a role that is not there, so the first one is changed last.
 */
export async function makeByHand(deployment: Deployment, linkName: string): Promise<void> {
  const { lambdaAccount, redshiftAccount, queryRole, dataRole, function: fn } = deployment.link(linkName);
  const lambdaIam = deployment.iam(lambdaAccount.id);
  const redshiftIam = deployment.iam(redshiftAccount.id);
  const [lambdaTrust] = ARTICLE.queryRoleTrust.Statement;
  const text = (document: object) => JSON.stringify(document);
  const { Role } = await lambdaIam.send(
    new CreateRoleCommand({
      RoleName: queryRole.name,
      AssumeRolePolicyDocument: text({ Version: "2012-10-17", Statement: [lambdaTrust] }),
    }),
  );
  await redshiftIam.send(
    new CreateRoleCommand({
      RoleName: dataRole.name,
      AssumeRolePolicyDocument: text(ARTICLE.dataRoleTrust),
    }),
  );
  await lambdaIam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: queryRole.name,
      PolicyDocument: text(ARTICLE.queryRoleTrust),
    }),
  );
  await lambdaIam.send(
    new PutRolePolicyCommand({
      RoleName: queryRole.name,
      PolicyName: BY_HAND.assume,
      PolicyDocument: text(ARTICLE.queryRoleInline),
    }),
  );
  await redshiftIam.send(
    new PutRolePolicyCommand({
      RoleName: dataRole.name,
      PolicyName: BY_HAND.clusterCredentials,
      PolicyDocument: text(ARTICLE.dataRoleInline),
    }),
  );
  await redshiftIam.send(
    new AttachRolePolicyCommand({ RoleName: dataRole.name, PolicyArn: BY_HAND.attached }),
  );
  const client = deployment.client(lambdaAccount.id, lambdaAccount.region);
  await new CloudWatchLogsClient(client).send(
    new CreateLogGroupCommand({ logGroupName: functionLogGroup(fn.name) }),
  );
  await deployment.lambda(lambdaAccount.id, lambdaAccount.region).send(
    new CreateFunctionCommand({
      FunctionName: fn.name,
      Role: Role?.Arn,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: zipSync({ "index.js": Buffer.from("exports.handler = async () => 1;\n") }) },
    }),
  );
}

/** A value that somebody keeps in an encrypted parameter of the link's name. */
export const KEPT_SECRET = "hunter2";

/** What somebody set up around that function: an alias and who may invoke it, what watches it, and a parameter of the link's outputs. */
export async function surroundByHand(deployment: Deployment, linkName: string): Promise<void> {
  const { lambdaAccount, function: fn, ssmOutputs } = deployment.link(linkName);
  const { id, region } = lambdaAccount;
  const lambda = deployment.lambda(id, region);
  const FunctionName = fn.name;
  const { Version = "" } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  const Qualifier = fn.alias?.name ?? "";
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: Qualifier, FunctionVersion: Version }));
  const [invoker] = fn.invokers ?? [];
  await lambda.send(
    new AddPermissionCommand({
      ...{ FunctionName, Qualifier, StatementId: invoker?.name, Action: "lambda:InvokeFunction" },
      ...{ Principal: "events.amazonaws.com", SourceArn: `arn:aws:events:${region}:${id}:rule/nightly` },
    }),
  );
  const changes = new DemandChanges(deployment, id, region, FunctionName, Qualifier);
  await changes.invocations({ MaximumRetryAttempts: 2 });
  await changes.keepReady(1);
  await changes.alarm(`${FunctionName}-failures`);
  await changes.dashboard(`${FunctionName}-${region}`, { widgets: [] });
  const Name = `${ssmOutputs?.path}/query-role-arn`;
  await changes.parameter({
    Name,
    Value: KEPT_SECRET,
    Type: "SecureString",
    KeyId: ssmOutputs?.kmsKeyArn ?? "",
  });
}
