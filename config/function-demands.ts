/** What organisations demand of a function, as a link says it. Absent: the link leaves it as Lambda has it. */
export interface FunctionDemands {
  /** Customer managed key that encrypts the environment variables, in the function's account and region. Absent: AWS's own key. */
  readonly kmsKeyArn?: string;
  readonly logGroup?: LogGroupDemands;
  /** Size of `/tmp`, megabytes. Absent: 512. */
  readonly ephemeralStorageMegabytes?: number;
  /** `active`: Lambda traces invocations with X-Ray. Absent: it passes on what callers decide. */
  readonly tracing?: "active";
  readonly vpc?: VpcDemands;
  readonly asyncInvocation?: AsyncInvocationDemands;
  /** Who may invoke the function beside what IAM allows. Absent: nobody. */
  readonly invokers?: readonly Invoker[];
  /** Code signing configuration, in the function's account and region. */
  readonly codeSigningConfigArn?: string;
  readonly alarms?: AlarmDemands;
  /** Whether CloudWatch has a dashboard of the function. Absent: it has none. */
  readonly dashboard?: boolean;
  /** Versions of layers, 1 to 5, in the order in which they are put on each other. Absent: none. */
  readonly layers?: readonly string[];
  /** Absent: the function is invoked itself, and no version is published. */
  readonly alias?: AliasDemands;
}

/** When a topic is told of the function. */
interface AlarmDemands {
  /** In the function's account and region. */
  readonly topicArn: string;
  /** Within one period. */
  readonly failedInvocations: number;
  /** Within one period. */
  readonly throttledInvocations: number;
  /** Of the longest invocation. Absent: 80 % of the function's timeout. */
  readonly durationMilliseconds?: number;
  readonly periodSeconds: number;
}

/** The alias by which the function is invoked: it names the version that the last change published. */
interface AliasDemands {
  readonly name: string;
  /** Instances that are kept ready. Absent: none. */
  readonly provisionedConcurrency?: number;
}

/** A statement of the function's resource policy: a role, an account, or a service for one source. */
export interface Invoker {
  /** Id of the statement; unique in the link. */
  readonly name: string;
  readonly roleArn?: string;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Service principal, like `events.amazonaws.com`. Always with a source. */
  readonly service?: string;
  /** What of that service invokes. One without an account, such as a bucket, is the lambda account's. */
  readonly sourceArn?: string;
}

/** The network that the function is connected to, in its own region. */
export interface VpcDemands {
  /** At least one. */
  readonly subnetIds: readonly string[];
  /** At least one. */
  readonly securityGroupIds: readonly string[];
}

/** What becomes of events that nobody waits for. Absent members: as Lambda has it. */
export interface AsyncInvocationDemands {
  /** 0 to 2, after the first attempt. Absent: 2. */
  readonly maximumRetryAttempts?: number;
  /** 60 to 21600. Absent: 21600, six hours. */
  readonly maximumEventAgeSeconds?: number;
  /** Queue, topic, event bus or function that is told of every event that failed. */
  readonly onFailureArn?: string;
  /** Queue or topic that gets the events themselves that failed. */
  readonly deadLetterArn?: string;
}

/** What is demanded of the function's log group. */
interface LogGroupDemands {
  /** Customer managed key that encrypts the log, in the function's account and region. Absent: CloudWatch's own. */
  readonly kmsKeyArn?: string;
  /** Whether the group and its lines stay when the link is destroyed. Absent: they do not. */
  readonly keepOnDestroy?: boolean;
}
