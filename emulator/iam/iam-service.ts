import { accountOfCaller } from "../authentication/caller";
import type { SignedRequest } from "../authentication/signed-request";
import type { MotoClient } from "../moto/moto-client";
import type { AwsResponse } from "../protocol/aws-request";
import { withParameters } from "../protocol/form";
import { queryParameters } from "../protocol/protocol";
import type { PrincipalDirectory } from "./principal-directory";
import type { StoredIam } from "./stored-iam";
import { trustAsShown, trustAsStored } from "./trust-policy";

/** Operations that change nothing. */
const READS = /^(?:Get|List|Simulate|Generate)/;

/** IAM: moto answers. Trust policies are checked for principals that do not exist and store the others by unique id. */
export class IamService {
  constructor(
    private readonly moto: MotoClient,
    private readonly iam: Pick<StoredIam, "invalidate" | "roleNamed">,
    private readonly directory: PrincipalDirectory,
  ) {}

  async handle(request: SignedRequest, operation: string): Promise<AwsResponse> {
    const sent = queryParameters(request);
    const complete = operation === "UpdateRole" ? await this.withKeptSettings(request, sent) : sent;
    const stored = await trustAsStored(operation, complete, this.directory);
    const body = stored === sent ? request.body : Buffer.from(stored.toString());
    const answer = await this.moto.forward(request.caller.accountId, request, body);
    if (!READS.test(operation)) this.iam.invalidate();
    return { ...answer, body: await trustAsShown(answer.body.toString(), this.directory) };
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
