import { AwsError } from "../../protocol/aws-error";
import { InputReader } from "./input-reader";
import type { SubmissionTarget } from "./submission-input";

/** Patterns of the service's model. */
const CLUSTER_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const WORKGROUP_PATTERN =
  /^([a-z0-9-]{3,63}|arn:(aws(-[a-z]+)*):redshift-serverless:([a-z]{2}(-gov|(-iso[a-z]?))?|eusc-[a-z]+)-[a-z]+-\d{1}:\d{12}:workgroup\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[a-z0-9-]{1,63}\/[a-z0-9-]{1,63}))$/;

/** Where a request connects, and as whom. */
export interface Login {
  readonly target: SubmissionTarget;
  /** The database to connect to. */
  readonly database: string;
  readonly dbUser?: string;
  readonly secretArn?: string;
}

/** @throws AwsError ValidationException */
export function refuse(message: string): never {
  throw new AwsError("ValidationException", message);
}

/** The same members without those that are undefined. */
export function optional<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof optional<T>
  >;
}

/**
 * The cluster or workgroup that a request names, if it names one.
 *
 * @throws AwsError ValidationException when it names both, or one that cannot be
 */
export function readOptionalTarget(input: unknown): SubmissionTarget | undefined {
  const reader = new InputReader(input);
  const cluster = reader.text("ClusterIdentifier", { minLength: 1, maxLength: 63, pattern: CLUSTER_PATTERN });
  const workgroup = reader.text("WorkgroupName", {
    minLength: 3,
    maxLength: 128,
    pattern: WORKGROUP_PATTERN,
  });
  reader.finish();
  if (cluster !== undefined && workgroup !== undefined) {
    return refuse("ClusterIdentifier and WorkgroupName cannot be provided together.");
  }
  if (cluster !== undefined) return { cluster };
  return workgroup === undefined ? undefined : { workgroup };
}

/**
 * What the request addresses: enough to name the resource that must be authorized. The text for none is AWS's
 * (github.com/boto/boto3/issues/3336).
 *
 * @throws AwsError ValidationException when it names both or neither
 */
export function readTarget(input: unknown): SubmissionTarget {
  return (
    readOptionalTarget(input) ?? refuse("Either ClusterIdentifier or WorkgroupName needs to be specified.")
  );
}

/** Reads the login of a request; violations of the model are the reader's. @throws AwsError as {@link readTarget} */
export function readLogin(input: unknown, reader: InputReader): Login {
  return {
    target: readTarget(input),
    // Required by every way to log in, though the model leaves it open.
    database: reader.requiredText("Database"),
    ...optional({ dbUser: reader.text("DbUser"), secretArn: reader.text("SecretArn") }),
  };
}

/** Rules between members. The codes are AWS's; no source gives the texts, so they are ours. @throws AwsError ValidationException */
export function checkLogin({ target, dbUser, secretArn }: Login): void {
  if (dbUser !== undefined && secretArn !== undefined) {
    refuse("DbUser and SecretArn cannot be provided together.");
  }
  if (dbUser !== undefined && target.workgroup !== undefined) {
    refuse("DbUser cannot be provided with WorkgroupName.");
  }
}
