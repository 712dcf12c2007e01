/** The parts of an IAM role or user ARN. */
export interface IamArn {
  readonly partition: string;
  readonly accountId: string;
  readonly type: "role" | "user";
  /** Without the path. */
  readonly name: string;
}

const IAM_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

/** Reads the ARN of a role or user; absent when it is anything else. */
export function parseIamArn(arn: string): IamArn | undefined {
  const [, partition, accountId, type, name] = IAM_ARN.exec(arn) ?? [];
  if (!partition || !accountId || !name || (type !== "role" && type !== "user")) return undefined;
  return { partition, accountId, type, name };
}

/** The region that IAM of a partition signs with. */
export function iamRegion(partition: string): string {
  switch (partition) {
    case "aws-cn":
      return "cn-north-1";
    case "aws-us-gov":
      return "us-gov-west-1";
    default:
      return "us-east-1";
  }
}

/** The partition a region belongs to. */
export function partitionOfRegion(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
