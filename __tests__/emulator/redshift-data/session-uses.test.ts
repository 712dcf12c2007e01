import { LocalDataApi, refusal } from "../../../testing/emulator/local-data-api";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const NOT_AVAILABLE = "ValidationException: Session is not available";

describe("the use of a session of the local Data API", () => {
  const local = new LocalDataApi(startSilentEngine);
  const open = async (more: object = {}) =>
    (await local.submit("SELECT 1", { SessionKeepAliveSeconds: 3600, WaitTimeSeconds: 30, ...more }))
      .SessionId;
  const within = (SessionId: unknown, Sql = "SELECT 1", more: object = {}) =>
    local.call("ExecuteStatement", { SessionId, Sql, ...more });
  const described = (Id: string) => local.call("DescribeStatement", { Id });
  const listed = async (SessionId: unknown) =>
    ((await local.call("ListSessions", { SessionId })).Sessions as object[])[0];

  afterAll(() => local.close());

  test("its statements run in one process, others in one of their own", async () => {
    const SessionId = await open();
    const pids: unknown[] = [];
    const statements = [() => within(SessionId), () => within(SessionId), () => local.submit("SELECT 1")];
    for (const submit of statements) {
      const { Id } = await submit();
      await local.pass(0);
      pids.push((await described(Id)).RedshiftPid);
    }
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).not.toBe(pids[0]);
  });

  test("statements do not queue: a busy session refuses them (Management Guide, session reuse)", async () => {
    const SessionId = await open();
    const { Id } = await within(SessionId, "SELECT pg_sleep(60)");
    expect(await refusal(within(SessionId))).toBe(NOT_AVAILABLE);
    expect(await listed(SessionId)).toMatchObject({ Status: "BUSY", CurrentStatementId: Id });
    await local.call("CancelStatement", { Id });
    expect(await listed(SessionId)).toMatchObject({ Status: "AVAILABLE" });
    expect(await within(SessionId)).toMatchObject({ SessionId });
  });

  test("after 24 hours it is closed and what is in progress ends (Management Guide, session reuse)", async () => {
    const SessionId = await open({ SessionKeepAliveSeconds: 86_400 });
    await local.pass(80_000);
    const { Id } = await within(SessionId, "SELECT pg_sleep(60000)");
    await local.pass(6_000);
    expect(await described(Id)).toMatchObject({ Status: "STARTED" });
    await local.pass(400);
    expect(await described(Id)).toMatchObject({ Status: "ABORTED" });
    expect(await refusal(within(SessionId))).toBe(NOT_AVAILABLE);
  });

  test("its idle time counts from its last statement, and the next one may change it", async () => {
    const SessionId = await open({ SessionKeepAliveSeconds: 10 });
    await local.pass(8);
    await within(SessionId, "SELECT 1", { WaitTimeSeconds: 30 });
    await local.pass(8);
    await within(SessionId, "SELECT 1", { WaitTimeSeconds: 30, SessionKeepAliveSeconds: 1000 });
    await local.pass(900);
    expect(await listed(SessionId)).toMatchObject({ Status: "AVAILABLE", SessionAliveSeconds: 1000 });
    await local.pass(101);
    expect(await refusal(within(SessionId))).toBe(NOT_AVAILABLE);
  });

  test("a session whose connection the database refuses is closed", async () => {
    const SessionId = await open({ DbUser: "stranger" });
    expect(await listed(SessionId)).toMatchObject({ Status: "CLOSED" });
    expect(await refusal(within(SessionId))).toBe(NOT_AVAILABLE);
  });
});
