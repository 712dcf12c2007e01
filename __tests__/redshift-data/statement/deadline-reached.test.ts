import { awsError, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { linkContextWith } from "../../../testing/redshift-data/link-context";
import { FINISHED, run, STARTED } from "../../../testing/redshift-data/run-script";
import type { VirtualClock } from "../../../testing/redshift-data/virtual-clock";

const never = () => new Promise<never>(() => {});
const LIMITED = { link: linkContextWith({ statementTimeoutSeconds: 5 }) };
const KEEP = { sql: "x", onDeadline: "keep" };

describe('onDeadline "keep"', () => {
  test("answers with the id of the statement and leaves it running", async () => {
    const { answer, names, atMilliseconds } = await run(
      { execute: [STARTED], describe: [never] },
      KEEP,
      10_000,
    );
    expect(answer).toEqual({ status: "STARTED", statementId: STATEMENT_ID });
    expect(names).toBe("execute describe");
    expect(atMilliseconds).toBe(7_500);
  });

  test("leaves it running also when its status cannot be had, and tells why", async () => {
    const { error, names } = await run(
      { execute: [STARTED], describe: [awsError("AccessDeniedException")] },
      KEEP,
    );
    expect(error).toMatchObject({ code: "STATEMENT_DENIED", statementId: STATEMENT_ID });
    expect(names).toBe("execute describe");
  });

  test("does not help where the submit call was not answered", async () => {
    const { error } = await run({ execute: [never] }, KEEP, 10_000);
    expect(error?.code).toBe("DEADLINE");
  });
});

describe("the limit of the link", () => {
  test.each([{ sql: "x" }, KEEP])("cancels %j", async (event) => {
    const { error, names, atMilliseconds } = await run(
      { execute: [STARTED], describe: [never], cancel: [{ Status: true }] },
      event,
      60_000,
      LIMITED,
    );
    expect(names).toBe("execute describe cancel");
    expect(atMilliseconds).toBe(5_000);
    expect(error).toEqual({
      code: "STATEMENT_TIMEOUT",
      hop: "deadline",
      message:
        "the statement has not ended after 5 s, the most that STATEMENT_TIMEOUT_SECONDS allows; the statement was cancelled",
      statementId: STATEMENT_ID,
      advice:
        "make the statement faster, look at the load in account 222222222222 (redshift account), or raise function.statementTimeoutSeconds of the link",
    });
  });

  test("is also the limit of a long poll", async () => {
    const { calls } = await run({ execute: [never] }, { sql: "x" }, 60_000, LIMITED);
    expect(calls[0]?.[1]).toMatchObject({ WaitTimeSeconds: 4 });
  });

  test("does not hold for fetching", async () => {
    const slow = (clock: VirtualClock) => async () => {
      await clock.sleep(20_000);
      return { Records: [], ColumnMetadata: [], TotalNumRows: 0 };
    };
    const { answer } = await run(
      (clock) => ({ execute: [FINISHED], result: [slow(clock)] }),
      { sql: "x" },
      60_000,
      LIMITED,
    );
    expect(answer).toMatchObject({ status: "FINISHED", durationMs: 20_000 });
  });

  test("gives way to an invocation that ends earlier", async () => {
    const { error } = await run(
      { execute: [STARTED], describe: [never], cancel: [{ Status: true }] },
      { sql: "x" },
      6_000,
      LIMITED,
    );
    expect(error?.code).toBe("DEADLINE");
  });
});

describe("a caller that is gone", () => {
  const abortAfter = (milliseconds: number) => (clock: VirtualClock) => {
    const retrier = new AbortController();
    clock.sleep(milliseconds).then(() => retrier.abort());
    return { signal: retrier.signal };
  };

  test.each([{ sql: "x" }, KEEP])("%j is cancelled", async (event) => {
    const { error, names, atMilliseconds } = await run(
      { execute: [STARTED], describe: [never], cancel: [{ Status: true }] },
      event,
      60_000,
      abortAfter(3_000),
    );
    expect(names).toBe("execute describe cancel");
    expect(atMilliseconds).toBe(3_000);
    expect(error).toMatchObject({
      code: "ABORTED",
      hop: "deadline",
      message: "the caller ended the work before the statement was answered; the statement was cancelled",
      statementId: STATEMENT_ID,
    });
  });

  test("is noticed between two attempts, which end", async () => {
    const { error, atMilliseconds } = await run(
      { execute: [awsError("ThrottlingException")] },
      { sql: "x" },
      60_000,
      abortAfter(150),
    );
    expect(error?.code).toBe("ABORTED");
    expect(atMilliseconds).toBe(150);
  });

  test("is noticed before anything is sent", async () => {
    const { error, names } = await run({}, { sql: "x" }, 60_000, { signal: AbortSignal.abort() });
    expect(error?.code).toBe("ABORTED");
    expect(names).toBe("");
  });

  test("stops no statement of another process", async () => {
    const { error, names } = await run(
      { describe: [STARTED, never] },
      { action: "result", statementId: STATEMENT_ID },
      60_000,
      abortAfter(1_000),
    );
    expect(error?.message).toMatch(/; the statement was left running$/);
    expect(names).toBe("describe describe");
  });

  test("gets no half answer", async () => {
    const page = { Records: [[{ longValue: 1 }]], ColumnMetadata: [{ label: "n" }], NextToken: "p2" };
    const { error } = await run(
      { execute: [FINISHED], result: [page, never] },
      { sql: "x" },
      60_000,
      abortAfter(1_000),
    );
    expect(error?.code).toBe("ABORTED");
  });
});
