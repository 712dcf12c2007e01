import type { AwsResponse, SignedRequest } from "./aws-request";
import { trustAsShown, trustAsStored } from "./iam-trust";
import type { MotoClient } from "./moto-client";
import type { PrincipalDirectory } from "./principal-directory";
import { queryParameters } from "./protocol";
import type { StoredIam } from "./stored-iam";

/** Operations that change nothing. */
const READS = /^(?:Get|List|Simulate|Generate)/;

/** IAM: moto's, with trust policies that name who exists, and remember them by unique id. */
export class IamService {
  constructor(
    private readonly moto: MotoClient,
    private readonly iam: Pick<StoredIam, "invalidate">,
    private readonly directory: PrincipalDirectory,
  ) {}

  async handle(request: SignedRequest, operation: string): Promise<AwsResponse> {
    const sent = queryParameters(request);
    const stored = await trustAsStored(operation, sent, this.directory);
    const body = stored === sent ? request.body : Buffer.from(stored.toString());
    const answer = await this.moto.forward(request.caller.accountId, request, body);
    if (!READS.test(operation)) this.iam.invalidate();
    return { ...answer, body: await trustAsShown(answer.body.toString(), this.directory) };
  }
}
