import { PROPAGATING, propagatingAccounts } from "../../../../testing/emulator/propagating-accounts";

const OTHER = { partition: "aws", accountId: "222222222222" };
const { query: QUERY, data: DATA, foreign: FOREIGN, ann: ANN, policy: POLICY } = PROPAGATING;

type Accounts = ReturnType<typeof propagatingAccounts>;

/** What is there for long, in the order of `seen()`. */
const SETTLED = { query: "q", data: "d", foreign: "f", ann: "a", policy: "p" };

async function settled(): Promise<Accounts> {
  const world = propagatingAccounts();
  const { stored, write } = world;
  // The delay is not looked at before `begin`.
  await write(9, "CreateRole", { RoleName: "query" }, () => stored.set(QUERY, "q"));
  await write(9, "CreateRole", { RoleName: "data" }, () => stored.set(DATA, "d"));
  await write(9, "CreateRole", { RoleName: "data" }, () => stored.set(FOREIGN, "f"), { account: OTHER });
  await write(9, "CreateUser", { UserName: "ann" }, () => stored.set(ANN, "a"));
  const policy = { PolicyName: "reading", Path: "/team/" };
  await write(9, "CreatePolicy", policy, () => stored.set(POLICY, "p"));
  world.iam.begin();
  return world;
}

interface Row {
  readonly title: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly writing: (stored: Map<string, string>) => void;
  /** What is seen once the delay is over, where it differs from before. */
  readonly after: Partial<Record<keyof typeof SETTLED, string | undefined>>;
}

const everything = (stored: Map<string, string>) => {
  for (const [arn, id] of stored) stored.set(arn, `${id}2`);
};

const ROWS: readonly Row[] = [
  ...["PutRolePolicy", "DeleteRolePolicy", "UpdateAssumeRolePolicy", "PutRolePermissionsBoundary"].map(
    (operation): Row => ({
      title: "a change of a role, at that role alone",
      operation,
      parameters: { RoleName: "query", PolicyName: "p" },
      writing: everything,
      after: { query: "q2" },
    }),
  ),
  ...["AttachRolePolicy", "DetachRolePolicy"].map(
    (operation): Row => ({
      title: "an attachment at the role, and the policy's text is no other",
      operation,
      parameters: { RoleName: "data", PolicyArn: POLICY },
      writing: everything,
      after: { data: "d2" },
    }),
  ),
  {
    title: "a deleted role, which is there until then",
    operation: "DeleteRole",
    parameters: { RoleName: "query" },
    writing: (stored) => stored.delete(QUERY),
    after: { query: undefined },
  },
  {
    title: "a change of a user",
    operation: "PutUserPolicy",
    parameters: { UserName: "ann", PolicyName: "p" },
    writing: everything,
    after: { ann: "a2" },
  },
  {
    title: "a user in a group at that user",
    operation: "AddUserToGroup",
    parameters: { UserName: "ann", GroupName: "g" },
    writing: everything,
    after: { ann: "a2" },
  },
  {
    title: "a new policy, which nobody can have yet",
    operation: "CreatePolicy",
    parameters: { PolicyName: "reading", Path: "/team/" },
    writing: everything,
    after: { policy: "p2" },
  },
  {
    title: "a renamed user under neither name before",
    operation: "UpdateUser",
    parameters: { UserName: "bob", NewUserName: "ann" },
    writing: (stored) => stored.set(ANN, "b"),
    after: { ann: "b" },
  },
  ...["PutGroupPolicy", "AttachGroupPolicy", "UpdateGroup"].map(
    (operation): Row => ({
      title: "a change of a group at whoever of the account may be in it",
      operation,
      parameters: { GroupName: "g", PolicyArn: POLICY },
      writing: everything,
      after: {
        query: "q2",
        data: "d2",
        ann: "a2",
        ...(operation === "AttachGroupPolicy" ? {} : { policy: "p2" }),
      },
    }),
  ),
  ...["CreatePolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion"].map(
    (operation): Row => ({
      title: "another text of a managed policy, at the policy and whoever of the account may have it",
      operation,
      parameters: { PolicyArn: POLICY },
      writing: everything,
      after: { query: "q2", data: "d2", ann: "a2", policy: "p2" },
    }),
  ),
];

describe("what decisions see of IAM", () => {
  it.each(ROWS)("$operation: $title", async ({ operation, parameters, writing, after }) => {
    const world = await settled();
    await world.write(4, operation, parameters, () => writing(world.stored));
    expect(await world.seen()).toEqual({ ...SETTLED });
    world.at(3.999);
    expect(await world.seen()).toEqual({ ...SETTLED });
    world.at(4);
    expect(await world.seen()).toEqual({ ...SETTLED, ...after });
  });

  it.each([
    ["a role", "CreateRole", { RoleName: "query" }, QUERY, "query"],
    ["a user", "CreateUser", { UserName: "ann" }, ANN, "ann"],
    ["a policy", "CreatePolicy", { PolicyName: "reading", Path: "/team/" }, POLICY, "policy"],
  ] as const)("%s that is new is not there until then", async (_, operation, parameters, arn, key) => {
    const world = propagatingAccounts();
    world.iam.begin();
    await world.write(10, operation, parameters, () => world.stored.set(arn, "new"));
    world.at(9.999);
    expect(await world.seen()).toEqual({});
    world.at(10);
    expect(await world.seen()).toEqual({ [key]: "new" });
  });

  it("a change that IAM refuses changes nothing", async () => {
    const world = await settled();
    const { status } = await world.write(
      ...([
        0,
        "PutRolePolicy",
        { RoleName: "query" },
        () => everything(world.stored),
        { status: 409 },
      ] as const),
    );
    expect([status, await world.seen()]).toEqual([409, SETTLED]);
  });

  it("changes of one role are seen in their order, each with what was before it", async () => {
    const world = await settled();
    await world.write(8, "PutRolePolicy", { RoleName: "query" }, () => world.stored.set(QUERY, "first"));
    await world.write(1, "PutRolePolicy", { RoleName: "query" }, () => world.stored.set(QUERY, "second"));
    await world.write(9, "PutRolePolicy", { RoleName: "query" }, () => world.stored.set(QUERY, "third"));
    const seen: unknown[] = [];
    for (const seconds of [0, 1, 7.999, 8, 9]) {
      world.at(seconds);
      seen.push((await world.seen()).query);
    }
    expect(seen).toEqual(["q", "q", "q", "second", "third"]);
  });

  it("a role that was deleted and made again under another path is the old one first, then the new one", async () => {
    const world = await settled();
    const moved = "arn:aws:iam::111111111111:role/query";
    const both = async () => [(await world.iam.role(QUERY))?.id, (await world.iam.role(moved))?.id];
    await world.write(2, "DeleteRole", { RoleName: "query" }, () => world.stored.delete(QUERY));
    await world.write(3, "CreateRole", { RoleName: "query" }, () => world.stored.set(moved, "again"));
    const seen: unknown[] = [];
    for (const seconds of [0, 2, 3]) {
      world.at(seconds);
      seen.push(await both());
    }
    expect(seen).toEqual([
      ["q", undefined],
      [undefined, undefined],
      [undefined, "again"],
    ]);
  });

  it("two writes at once do not mix: the first is kept before the second begins", async () => {
    const world = await settled();
    const first = world.write(1, "PutRolePolicy", { RoleName: "query" }, () =>
      world.stored.set(QUERY, "one"),
    );
    const second = world.write(2, "PutRolePolicy", { RoleName: "query" }, () =>
      world.stored.set(QUERY, "two"),
    );
    await Promise.all([first, second]);
    world.at(1);
    expect((await world.seen()).query).toBe("one");
    world.at(2);
    expect((await world.seen()).query).toBe("two");
  });

  it("who was never written here is seen as stored", async () => {
    const world = propagatingAccounts();
    world.iam.begin();
    for (const [arn, id] of [
      [QUERY, "q"],
      [ANN, "a"],
      [POLICY, "p"],
    ] as const)
      world.stored.set(arn, id);
    expect(await world.seen()).toEqual({ query: "q", ann: "a", policy: "p" });
  });
});
