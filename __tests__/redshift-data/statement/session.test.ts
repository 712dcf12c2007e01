import { awsError, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { FINISHED, run } from "../../../testing/redshift-data/run-script";

const SESSION_ID = "5a1b2c3d-1111-2222-3333-444455556666";

test("a session is opened on request, and its id answered", async () => {
  const { answer, calls } = await run(
    { execute: [{ ...FINISHED, HasResultSet: false, SessionId: SESSION_ID }] },
    { sql: "create temp table t (n int)", sessionKeepAliveSeconds: 600 },
  );
  expect(calls[0]?.[1]).toMatchObject({ ClusterIdentifier: "warehouse", SessionKeepAliveSeconds: 600 });
  expect(answer).toMatchObject({ sessionId: SESSION_ID });
});

test("a statement in a session does not tell the connection again", async () => {
  const { answer, calls } = await run(
    { execute: [FINISHED], result: [numbersPage([1])] },
    { sql: "select * from t", sessionId: SESSION_ID, sessionKeepAliveSeconds: 1 },
  );
  expect(calls[0]?.[1]).toEqual({
    SessionId: SESSION_ID,
    SessionKeepAliveSeconds: 1,
    Sql: "select * from t",
    ClientToken: "request-1",
    WaitTimeSeconds: 30,
  });
  expect(answer).toMatchObject({ sessionId: SESSION_ID, rows: [{ n: 1 }] });
});

test("a submit answers the session too", async () => {
  const { answer } = await run(
    { executeBatch: [{ Id: STATEMENT_ID, Status: "SUBMITTED", SessionId: SESSION_ID }] },
    { action: "submit", sqls: ["create temp table t (n int)"], sessionKeepAliveSeconds: 60 },
  );
  expect(answer).toEqual({ status: "SUBMITTED", statementId: STATEMENT_ID, sessionId: SESSION_ID });
});

test.each([
  ["Session is not available", "SESSION_UNAVAILABLE"],
  [`Session with Id: ${SESSION_ID} is invalid`, "SESSION_NOT_FOUND"],
])("%s is told as it is, and not tried again", async (text, code) => {
  const { error, names } = await run(
    { execute: [awsError("ValidationException", text)] },
    { sql: "x", sessionId: SESSION_ID },
  );
  expect(error).toMatchObject({ code, hop: "submit", awsMessage: text });
  expect(error?.advice).toContain("session");
  expect(names).toBe("execute");
});
