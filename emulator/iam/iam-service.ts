import { managedPolicyText } from "../../access/iam/managed-policies";
import { roleArn } from "../../aws/iam";
import { accountOfCaller, type Caller } from "../authentication/caller";
import type { SignedRequest } from "../authentication/signed-request";
import type { EmulatorEvent } from "../emulator-event";
import type { MotoClient } from "../moto/moto-client";
import type { AwsResponse } from "../protocol/aws-request";
import { withParameters } from "../protocol/form";
import { queryParameters } from "../protocol/protocol";
import { checkIdentityDocument } from "./documents/identity-document";
import { carrierOf } from "./documents/kept-document";
import { type SentDocument, sentDocumentOf } from "./documents/sent-document";
import { checkIamConflicts } from "./limits/check-conflicts";
import { checkIamLimits } from "./limits/check-limits";
import type { PrincipalDirectory } from "./principal-directory";
import type { IamChange } from "./propagation/iam-change";
import type { PropagatedIam } from "./propagation/propagated-iam";
import type { StoredIam } from "./stored-iam";
import { trustAsShown, trustAsStored } from "./trust-policy";

/** Operations that change nothing. */
const READS = /^(?:Get|List|Simulate|Generate)/;

/**
 * IAM: moto stores and answers. What it stores is checked before: the grammar of policy documents, principals that do not exist,
 * quotas. Trust policies keep the others by unique id. What IAM itself shows is as it was written last.
 */
export class IamService {
  constructor(
    private readonly moto: MotoClient,
    private readonly iam: Pick<StoredIam, "forget" | "reader" | "roleNamed">,
    private readonly directory: PrincipalDirectory,
    /** Absent: decisions see every change at once. */
    private readonly propagated: Pick<PropagatedIam, "record"> | undefined,
    private readonly log: (event: EmulatorEvent) => void,
  ) {}

  async handle(request: SignedRequest, operation: string): Promise<AwsResponse> {
    const sent = queryParameters(request);
    const complete = operation === "UpdateRole" ? await this.withKeptSettings(request, sent) : sent;
    const document = sentDocumentOf(operation);
    const stored = document === undefined ? complete : await this.checked(request.caller, document, complete);
    const reader = this.iam.reader(accountOfCaller(request.caller));
    await checkIamConflicts(reader, operation, complete);
    await checkIamLimits(reader, operation, complete);
    const store = () => this.store(request, document, stored === sent ? undefined : stored);
    const answer = READS.test(operation)
      ? await store()
      : await this.written(
          { account: accountOfCaller(request.caller), operation, parameters: complete },
          store,
        );
    if (operation === "CreateRole" && answer.status === 200) {
      this.log({ kind: "role-created", roleArn: arnOfCreated(request.caller, complete) });
    }
    const body = withManagedText(operation, complete, answer.body.toString());
    return { ...answer, body: await trustAsShown(body, this.directory) };
  }

  private async written(change: IamChange, store: () => Promise<AwsResponse>): Promise<AwsResponse> {
    const write = async () => {
      const answer = await store();
      this.iam.forget(change);
      return answer;
    };
    return this.propagated === undefined ? write() : this.propagated.record(change, write);
  }

  /** The parameters as they are stored. @throws AwsError what IAM refuses */
  private async checked(caller: Caller, sent: SentDocument, all: URLSearchParams): Promise<URLSearchParams> {
    const text = all.get(sent.parameter);
    if (text === null) return all;
    const { partition } = accountOfCaller(caller);
    if (sent.kind === "identity") {
      checkIdentityDocument(text, sent.isManaged ? "managed" : "inline", partition);
      return all;
    }
    const stored = await trustAsStored(text, partition, this.directory);
    return stored === text ? all : withParameters(all, { [sent.parameter]: stored });
  }

  /**
   * @param document what it stores
   * @param changed parameters instead of those that were sent
   */
  private async store(
    request: SignedRequest,
    document: SentDocument | undefined,
    changed: URLSearchParams | undefined,
  ): Promise<AwsResponse> {
    const forward = (parameters?: URLSearchParams) =>
      this.moto.forward(
        request.caller.accountId,
        request,
        parameters === undefined ? request.body : Buffer.from(parameters.toString()),
      );
    const answer = await forward(changed);
    if (document === undefined || !/<Code>MalformedPolicyDocument</.test(answer.body.toString()))
      return answer;
    // It passed IAM's own rules above; moto has some that IAM has not.
    const all = changed ?? queryParameters(request);
    const text = all.get(document.parameter) ?? "";
    return forward(withParameters(all, { [document.parameter]: carrierOf(text, document.kind) }));
  }

  /** Moto resets what UpdateRole does not name; IAM keeps it. */
  private async withKeptSettings({ caller }: SignedRequest, sent: URLSearchParams): Promise<URLSearchParams> {
    const role = await this.iam.roleNamed(accountOfCaller(caller), sent.get("RoleName") ?? "");
    if (role === undefined) return sent;
    return withParameters(sent, {
      Description: sent.get("Description") ?? role.description,
      MaxSessionDuration: sent.get("MaxSessionDuration") ?? String(role.maxSessionSeconds),
    });
  }
}

function arnOfCreated(caller: Caller, parameters: URLSearchParams): string {
  const [path, name] = [parameters.get("Path") ?? "/", parameters.get("RoleName") ?? ""];
  return roleArn({ ...accountOfCaller(caller), path, name });
}

/** Moto has the texts of AWS's managed policies as in partition `aws`. */
function withManagedText(operation: string, parameters: URLSearchParams, body: string): string {
  if (operation !== "GetPolicyVersion") return body;
  return managedPolicyText(parameters.get("PolicyArn") ?? "", body);
}
