import type { Decision } from "../../../access/iam/decision";
import type { IamRole } from "../../../access/iam/iam-role";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { DECLARED, STORED_DATA_ROLE } from "../../../testing/tools/doctor-facts";
import { decidingLines } from "../../../tools/doctor/judge/deciding-lines";
import { changeLines } from "../../../tools/doctor/judge/next-steps";
import type { Refusal } from "../../../tools/doctor/judge/refusal";

const BOUNDARY = "arn:aws:iam::222222222222:policy/team/limit";
const MANAGED = "arn:aws:iam::222222222222:policy/shared";
const DENY = { Effect: "Deny", Action: "redshift-data:*", Resource: "*" };
const PLACE = { accountId: "222222222222", account: "redshift account", role: "analytics-data" };

const refusal = (by: Decision["by"], ...statements: Decision["statements"]): Refusal => ({
  ...{
    decision: { by, statements },
    action: "redshift-data:ExecuteStatement",
    resource: "arn:cluster",
    granting: [],
  },
});
const denied = (policy: string, sid?: string) =>
  refusal("explicit-deny", { policy, effect: "Deny", ...(sid === undefined ? {} : { sid }) });

/** One difference in each kind of policy of the data role. */
const live: IamRole = {
  ...STORED_DATA_ROLE,
  trust: { Version: "2012-10-17", Statement: { Sid: "TrustRole", Effect: "Deny", Action: "sts:AssumeRole" } },
  inlinePolicies: [
    ...STORED_DATA_ROLE.inlinePolicies,
    { name: "stop", document: { Statement: [{ Sid: "Stop", ...DENY }, DENY] } },
  ],
  managedPolicyArns: [MANAGED],
  boundaryArn: BOUNDARY,
  documents: { [MANAGED]: { Statement: [] }, [BOUNDARY]: { Statement: [DENY] } },
};

function lines(
  aspect: "trust" | "permissions",
  refusals: Refusal[],
  role = DECLARED.access.dataRole,
  is = live,
) {
  const compared = { side: "data role", declared: role, live: is } as const;
  return decidingLines(compared, aspect, refusals).map(({ policy, statement, is: found, shouldBe }) =>
    [policy, statement, found === undefined ? `should be ${shouldBe}` : ""].filter(Boolean).join(" / "),
  );
}

const OWN = ["inline policy stop / Stop", "inline policy stop / number 2", "attached policies"];

it.each<[Decision["by"], trust: boolean, permissions: string[]]>([
  ["allowed", false, []],
  ["identity", false, OWN],
  ["trust", true, []],
  ["identity-and-trust", true, OWN],
  ["boundary", false, ["permissions boundary"]],
  ["other-account", true, OWN],
])("refused by %s: only lines that can be behind it", (by, trust, permissions) => {
  expect(lines("trust", [refusal(by)]).length > 0).toBe(trust);
  expect(lines("trust", [refusal(by)]).every((line) => line.startsWith("trust policy / TrustRole"))).toBe(
    true,
  );
  expect(lines("permissions", [refusal(by)])).toEqual(permissions);
});

it.each<[what: string, Refusal, trust: boolean, permissions: string[]]>([
  ["a statement by its Sid", denied("stop", "Stop"), false, ["inline policy stop / Stop"]],
  ["one without a Sid", denied("stop"), false, ["inline policy stop / number 2"]],
  ["a policy attached by hand", denied("shared"), false, ["attached policies"]],
  ["a boundary put by hand", denied("limit"), false, ["permissions boundary"]],
  ["the trust policy", denied("trust policy", "TrustRole"), true, []],
])("denied by %s: that alone", (_, refused, trust, permissions) => {
  expect(lines("trust", [refused]).length > 0).toBe(trust);
  expect(lines("permissions", [refused])).toEqual(permissions);
});

describe("where the stack names the policy and does not hold its text", () => {
  const declared: SynthesizedRole = {
    ...DECLARED.access.dataRole,
    managedPolicyArns: [MANAGED],
    boundaryArn: BOUNDARY,
  };
  const compared = (documents: IamRole["documents"]) => ({
    ...({ side: "data role", declared, live: { ...live, documents } } as const),
  });
  const allowed = { Sid: "Allowed", Effect: "Allow", Action: "*", Resource: "*" };

  it("a boundary: what it has to allow, once per resource", () => {
    const follow = { ...refusal("boundary"), action: "redshift-data:DescribeStatement", resource: "*" };
    const cancel = { ...follow, action: "redshift-data:CancelStatement" };
    const found = decidingLines(compared({}), "permissions", [
      refusal("boundary"),
      follow,
      cancel,
      refusal("identity"),
    ]);
    expect(found.filter(({ outsideStack }) => outsideStack)).toEqual([
      {
        ...{ ...PLACE, policy: `permissions boundary ${BOUNDARY}`, outsideStack: true },
        shouldBe:
          '{ "Action": "redshift-data:ExecuteStatement", "Effect": "Allow", "Resource": "arn:cluster" }',
      },
      {
        ...{ ...PLACE, policy: `permissions boundary ${BOUNDARY}`, outsideStack: true },
        shouldBe:
          '{ "Action": ["redshift-data:CancelStatement", "redshift-data:DescribeStatement"], "Effect": "Allow", "Resource": "*" }',
      },
    ]);
    expect(decidingLines(compared({}), "trust", [refusal("boundary")])).toEqual([]);
  });

  it.each([
    ["managed policy", MANAGED, "shared"],
    ["permissions boundary", BOUNDARY, "limit"],
  ])("a Deny in the text of a %s: that statement", (kind, arn, name) => {
    const documents = {
      [arn]: { Statement: [allowed, { Effect: "Allow", Action: "a:*", Resource: "*" }, DENY] },
    };
    const found = decidingLines(compared(documents), "permissions", [denied(name)]);
    expect(found).toEqual([
      {
        ...{ ...PLACE, policy: `${kind} ${arn}`, statement: "number 3", outsideStack: true },
        is: '{ "Action": "redshift-data:*", "Effect": "Deny", "Resource": "*" }',
      },
    ]);
    expect(changeLines({ name: "analytics" }, found)).toMatch(
      /^change the line below; .* no deployment changes it$/,
    );
  });
});

describe("where the stack's own statement is known", () => {
  const grants = (policy: string, sid: string) => ({ policy, sid, effect: "Allow" }) as const;
  const damaged: IamRole = {
    ...live,
    inlinePolicies: [{ name: "redshift-data-api", document: { Version: "2012-10-17", Statement: [] } }],
    managedPolicyArns: [],
  };
  const declared = { ...DECLARED.access.dataRole, managedPolicyArns: [MANAGED] };
  const found = (...granting: NonNullable<Refusal["granting"]>) =>
    lines("permissions", [{ ...refusal("identity"), granting }], declared, damaged).map((line) =>
      line.replace(/ \/ should be .*/, ""),
    );

  it("its line alone, though others differ", () => {
    expect(found(grants("redshift-data-api", "ConnectAsDbUser"))).toEqual([
      "inline policy redshift-data-api / ConnectAsDbUser",
    ]);
  });

  it("the attachment, if it is one of a managed policy", () => {
    expect(found(grants("shared", "Any"))).toEqual(["attached policies"]);
  });

  it("if that one is as declared, whatever differs", () => {
    expect(found(grants("elsewhere", "Any"))).toHaveLength(4);
  });
});

it("each line once, however many requests it refuses", () => {
  expect(lines("permissions", [denied("stop", "Stop"), denied("stop", "Stop")])).toEqual([
    "inline policy stop / Stop",
  ]);
});

it("advice: one line or several, and the deployment that puts them back", () => {
  const line = { ...PLACE, account: "redshift account", policy: "trust policy", is: "x" } as const;
  expect(changeLines({ name: "a" }, [line])).toBe(
    "change the line below, or: npm run deploy -- a puts back what the stack declares",
  );
  expect(changeLines({ name: "a" }, [line, { ...line, is: '"AROA1"' }])).toMatch(
    /^AROA1 is the unique id of a principal .* change the lines below, or: /,
  );
});
