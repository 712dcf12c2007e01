import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { type IamRole, readIamRole } from "../../../access/iam/iam-role";
import { readStatementIds } from "../../../access/iam/statement-ids";
import type { LinkAccess } from "../../../access/link/link-access";
import type { SynthesizedFunction, SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { invokedName } from "../../../aws/lambda";
import type { VpcDemands } from "../../../config/function-demands";
import type { Link, LinkAccount } from "../../../config/link";
import { PROBE_SQL } from "../../../functions/run-query/contract";
import { decodeSettings } from "../../../redshift-data/link/environment-settings";
import { type AccountSession, credentialSource, openSession } from "../../lib/aws/account-session";
import { asInvoked } from "../../lib/aws/live-alias";
import { type LiveFunction, readLiveFunction } from "../../lib/aws/live-function";
import { type LiveLogGroup, readLiveLogGroup } from "../../lib/aws/live-log-group";
import { awsTransferFacts } from "./aws-transfer-facts";
import { CouldNotCheck } from "./could-not-check";
import { type Invocation, invokeStatement, NOT_OURS, notAsked, withoutValues } from "./invocation";
import type { Declared, LinkFacts, TableName } from "./link-facts";
import type { LiveNetwork } from "./live-network";
import type { LiveTopic } from "./live-topic";
import { awsParameterFacts, type ParameterFacts } from "./parameter-facts";
import { ACCOUNT_OF, type AccountSide, type RoleSide, roleSide } from "./sides";
import type { TerraformFacts } from "./terraform-facts";
import type { TransferFacts } from "./transfer-facts";

/** Shows in CloudTrail who looked. */
const SESSION_NAME = "cdktf-doctor";

export interface AwsLinkFactsOptions {
  readonly link: Link;
  readonly terraform: TerraformFacts;
  readonly readDeclared: () => Promise<Declared>;
  readonly table?: TableName;
  readonly signal: AbortSignal;
}

/** Facts of one link from AWS, Terraform and the synthesized stack, each read once. */
export class AwsLinkFacts implements LinkFacts {
  readonly link: Link;
  readonly terraform: TerraformFacts;
  readonly table?: TableName;
  readonly parameters: ParameterFacts;
  readonly transfer: TransferFacts;
  private readonly known = new Map<string, Promise<unknown>>();

  constructor(private readonly options: AwsLinkFactsOptions) {
    this.link = options.link;
    this.terraform = options.terraform;
    this.parameters = awsParameterFacts(() => this.configOf("lambda account"));
    this.transfer = awsTransferFacts(this.link, (side) => this.configOf(side), options.signal);
    if (options.table !== undefined) this.table = options.table;
  }

  declared(): Promise<Declared> {
    return this.once("declared", this.options.readDeclared);
  }

  session(account: AccountSide): Promise<AccountSession> {
    return this.once(`session of ${account}`, () =>
      openSession(this.account(account), { sessionName: SESSION_NAME }),
    );
  }

  role(role: RoleSide): Promise<IamRole | undefined> {
    return this.once(role, async () => {
      const { name } = roleSide(this.link, role);
      return readIamRole(new IAMClient(await this.configOf(ACCOUNT_OF[role])), name);
    });
  }

  queryFunction(): Promise<LiveFunction | undefined> {
    return this.once("function", async () => {
      const { name, invokers, alias } = this.link.function;
      const lambda = await this.lambda();
      const live = await readLiveFunction(lambda, name);
      if (live === undefined) return undefined;
      const invoked = alias === undefined ? live : await asInvoked(lambda, live, name, alias);
      if (invokers === undefined) return invoked;
      return { ...invoked, statementIds: await readStatementIds(lambda, name, alias?.name) };
    });
  }

  logGroup(name: string): Promise<LiveLogGroup | undefined> {
    return this.once(`log group ${name}`, async () =>
      readLiveLogGroup(new CloudWatchLogsClient(await this.configOf("lambda account")), name),
    );
  }

  topic(arn: string): Promise<LiveTopic | undefined> {
    return this.once(`topic ${arn}`, async () => {
      // Few links have alarms or a VPC, and EC2's client takes long to load.
      const [{ SNSClient }, { readLiveTopic }] = await Promise.all([
        import("@aws-sdk/client-sns"),
        import("./live-topic"),
      ]);
      return readLiveTopic(new SNSClient(await this.configOf("lambda account")), arn);
    });
  }

  network(vpc: VpcDemands): Promise<LiveNetwork> {
    return this.once("network", async () => {
      const [{ EC2Client }, { readLiveNetwork }] = await Promise.all([
        import("@aws-sdk/client-ec2"),
        import("./live-network"),
      ]);
      return readLiveNetwork(new EC2Client(await this.configOf("lambda account")), vpc);
    });
  }

  live(): Promise<LinkAccess> {
    return this.once("live", async () => {
      const { access } = await this.declared();
      const [query, data, lambda] = await Promise.all([
        this.role("query role"),
        this.role("data role"),
        this.queryFunction(),
      ]);
      const environment = lambda?.environment ?? access.queryFunction.environment;
      return {
        ...access,
        queryRole: withLivePolicies(access.queryRole, query),
        dataRole: withLivePolicies(access.dataRole, data),
        queryFunction: {
          ...(lambda === undefined ? access.queryFunction : withoutAssumption(access.queryFunction)),
          environment,
        },
        documents: { ...access.documents, ...query?.documents, ...data?.documents },
      };
    });
  }

  selectOne(): Promise<Invocation> {
    return this.once("select one", () => this.invoke(PROBE_SQL));
  }

  invoke(sql: string): Promise<Invocation> {
    return this.send({ sql, format: "rows" });
  }

  tryLoad(copy: object): Promise<Invocation> {
    return this.send({ copy, dryRun: true });
  }

  private async send(event: object): Promise<Invocation> {
    const { trust, function: configured } = this.link;
    if (configured.existing === true) return NOT_OURS;
    if (configured.code !== undefined) return notAsked(configured.code);
    const deployed = await this.queryFunction().catch(() => undefined);
    const { externalId } = decodeSettings(deployed?.environment ?? {}).written;
    const lambda = await this.lambda();
    const invocation = await invokeStatement(
      lambda,
      invokedName(configured.name, configured.alias?.name),
      event,
      this.options.signal,
    );
    return withoutValues(invocation, [trust.externalId, externalId]);
  }

  private async lambda(): Promise<LambdaClient> {
    return new LambdaClient(await this.configOf("lambda account"));
  }

  /** Refuses credentials of another account: what is read with them would be mistaken for the link's. */
  private async configOf(side: AccountSide) {
    const account = this.account(side);
    const session = await this.session(side).catch((error: Error) => {
      throw new CouldNotCheck(
        `there are no credentials of the ${side} ${account.id} (${error.name})`,
        `make the check of the ${side}'s credentials pass first`,
      );
    });
    if (session.accountId === account.id) return session.config;
    throw new CouldNotCheck(
      `${credentialSource(account)} is of account ${session.accountId}, not of the ${side} ${account.id}`,
      `make the check of the ${side}'s credentials pass first`,
    );
  }

  private account(side: AccountSide): LinkAccount {
    return side === "lambda account" ? this.link.lambdaAccount : this.link.redshiftAccount;
  }

  private once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.known.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const reading = read();
    this.known.set(key, reading);
    return reading;
  }
}

/** What was read is no assumption any more. */
function withoutAssumption({ assumed: _, ...read }: SynthesizedFunction): SynthesizedFunction {
  return read;
}

/** @throws CouldNotCheck when there is no such role */
function withLivePolicies(declared: SynthesizedRole, live: IamRole | undefined): SynthesizedRole {
  if (live === undefined) {
    throw new CouldNotCheck(
      `role ${declared.arn} does not exist`,
      "deploy the link; what the role may do cannot be decided without it",
    );
  }
  const { boundaryArn: _declared, assumed: _told, ...identity } = declared;
  const { trust, inlinePolicies, managedPolicyArns, boundaryArn } = live;
  return {
    ...identity,
    trust,
    inlinePolicies,
    managedPolicyArns,
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
  };
}
