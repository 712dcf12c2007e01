import { parseArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partition";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, type Path, shownValue } from "../problem";

/** What an ARN must agree with; undefined members are not compared. */
interface ExpectedOwner {
  readonly partition?: string | undefined;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** Every ARN lies in the partition, region and account it is used in. */
export function checkArns(link: LinkDraft): LinkProblem[] {
  const { lambdaAccount, redshiftAccount, target, queryRole, dataRole, function: settings } = link;
  const lambda = ownerOf(lambdaAccount);
  const redshift = ownerOf(redshiftAccount);
  return [
    ...checkArn(["lambdaAccount", "deployRoleArn"], lambdaAccount?.deployRoleArn, withoutRegion(lambda)),
    ...checkArn(
      ["redshiftAccount", "deployRoleArn"],
      redshiftAccount?.deployRoleArn,
      withoutRegion(redshift),
    ),
    ...checkArn(["target", "secretArn"], target?.secretArn, redshift),
    ...checkArn(["target", "secretKmsKeyArn"], target?.secretKmsKeyArn, redshift),
    ...checkBoundary(["queryRole", "permissionsBoundaryArn"], queryRole?.permissionsBoundaryArn, lambda),
    ...checkBoundary(["dataRole", "permissionsBoundaryArn"], dataRole?.permissionsBoundaryArn, redshift),
    ...checkBoundary(["copyRole", "permissionsBoundaryArn"], link.copyRole?.permissionsBoundaryArn, redshift),
    ...checkBoundary(
      ["bucketRole", "permissionsBoundaryArn"],
      link.bucketRole?.permissionsBoundaryArn,
      lambda,
    ),
    ...Object.values(link.buckets ?? {}).flatMap((bucket, index) =>
      checkArn(["buckets", index, "kmsKeyArn"], bucket?.kmsKeyArn, {
        ...lambda,
        region: bucket?.region ?? lambda.region,
      }),
    ),
    ...checkArn(["function", "kmsKeyArn"], settings?.kmsKeyArn, lambda),
    ...checkArn(["function", "logGroup", "kmsKeyArn"], settings?.logGroup?.kmsKeyArn, lambda),
    ...checkArn(
      ["function", "asyncInvocation", "onFailureArn"],
      settings?.asyncInvocation?.onFailureArn,
      lambda,
    ),
    ...checkArn(
      ["function", "asyncInvocation", "deadLetterArn"],
      settings?.asyncInvocation?.deadLetterArn,
      lambda,
    ),
    ...checkArn(["function", "codeSigningConfigArn"], settings?.codeSigningConfigArn, lambda),
    ...checkArn(["function", "alarms", "topicArn"], settings?.alarms?.topicArn, lambda),
    ...checkArn(["ssmOutputs", "kmsKeyArn"], link.ssmOutputs?.kmsKeyArn, lambda),
    ...checkBackend(link.backend),
  ];
}

function checkBoundary(path: Path, arn: string | undefined, owner: ExpectedOwner): LinkProblem[] {
  const isOfAws = arn !== undefined && ownerIn(arn).account === "aws";
  return checkArn(path, arn, isOfAws ? { partition: owner.partition } : withoutRegion(owner));
}

/** The state may live in any account, but in the bucket's partition, and its key in the bucket's region. */
function checkBackend(backend: LinkDraft["backend"]): LinkProblem[] {
  if (backend?.type !== "s3") return [];
  const { region } = backend;
  const partition = region === undefined ? undefined : partitionOf(region);
  return [
    ...checkArn(["backend", "roleArn"], backend.roleArn, { partition }),
    ...checkArn(["backend", "kmsKeyArn"], backend.kmsKeyArn, { partition, region }),
  ];
}

function checkArn(path: Path, arn: string | undefined, expected: ExpectedOwner): LinkProblem[] {
  // What is no ARN, the schema has refused; in a list it is still there.
  if (arn === undefined || parseArn(arn) === undefined) return [];
  const found = ownerIn(arn);
  const mismatches = (["partition", "region", "account"] as const)
    .filter((part) => expected[part] !== undefined && expected[part] !== found[part])
    .map((part) => `${part} ${expected[part]} instead of ${found[part]}`);
  if (mismatches.length === 0) return [];
  const message = `is ${shownValue(arn)}, expected ${mismatches.join(", ")}; correct the ARN, or the account or region it is for`;
  return [{ path, message }];
}

function ownerOf(account: LinkDraft["lambdaAccount"]): ExpectedOwner {
  const region = account?.region;
  return { partition: region === undefined ? undefined : partitionOf(region), region, account: account?.id };
}

/** For IAM, whose ARNs have no region. */
function withoutRegion({ partition, account }: ExpectedOwner): ExpectedOwner {
  return { partition, account };
}

function ownerIn(arn: string) {
  const { partition, region, accountId: account } = parseArn(arn) ?? {};
  return { partition, region, account };
}
