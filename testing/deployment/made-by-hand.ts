import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateFunctionCommand } from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import { functionLogGroup } from "../../aws/lambda";
import { ARTICLE } from "../links/article-policies";
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
