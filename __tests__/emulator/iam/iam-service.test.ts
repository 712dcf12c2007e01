import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import type { EmulatorEvent } from "../../../emulator/emulator-event";
import { IamService } from "../../../emulator/iam/iam-service";
import { PrincipalDirectory } from "../../../emulator/iam/principal-directory";
import { answeredIam } from "../../../testing/emulator/answered-iam";

const NOBODY = { role: async () => undefined, userId: async () => undefined };

/** What is told of a request that moto answers with this status. */
async function told(operation: string, parameters: Record<string, string>, status = 200) {
  const events: EmulatorEvent[] = [];
  const forward = async () => ({ status, headers: {}, body: "<Arn/>" });
  const stored = {
    forget: () => undefined,
    reader: () => answeredIam(() => ({})),
    roleNamed: NOBODY.role,
  };
  const service = new IamService(
    { forward } as never,
    stored,
    new PrincipalDirectory(NOBODY),
    undefined,
    (event) => events.push(event),
  );
  const query = new URLSearchParams({ Action: operation, ...parameters });
  const caller = { accountId: "111111111111", arn: "arn:aws-cn:iam::111111111111:user/operator" };
  const request = { caller, query, headers: {}, body: Buffer.alloc(0) } as unknown as SignedRequest;
  await service.handle(request, operation);
  return events;
}

const ROLE = { RoleName: "analytics-query" };

test.each([
  ["CreateRole", { ...ROLE, Path: "/links/" }, 200, ["/links/analytics-query"]],
  ["CreateRole", ROLE, 200, ["/analytics-query"]],
  ["CreateRole", ROLE, 409, []],
  ["GetRole", ROLE, 200, []],
  ["UpdateAssumeRolePolicy", ROLE, 200, []],
] as const)(
  "%s of %j, answered with %d, tells of the roles %j",
  async (operation, parameters, status, names) => {
    expect(await told(operation, parameters, status)).toEqual(
      names.map((name) => ({ kind: "role-created", roleArn: `arn:aws-cn:iam::111111111111:role${name}` })),
    );
  },
);
