import { createHandler } from "../../functions/run-query/create-handler";
import type { DataApi } from "../../redshift-data/client/data-api";
import type { Sts } from "../../redshift-data/client/session/assume-role";
import { QueryError } from "../../redshift-data/errors/query-error";
import type { LinkSettings } from "../../redshift-data/link/link-settings";
import { createLinkClient } from "../../redshift-data/link-client";
import type { Answer } from "../../redshift-data/statement/answers";
import { SETTINGS } from "../redshift-data/link-context";
import { createVirtualClock, type VirtualClock } from "../redshift-data/virtual-clock";

export const CONTEXT = {
  awsRequestId: "6bc28136-xmpl-4365-b021-0ce6b2e64ab0",
  functionName: "analytics-query",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:analytics-query",
  getRemainingTimeInMillis: () => 60_000,
};

/** STS as it answers for the data role of the test's link. */
export const ASSUMED = {
  Credentials: {
    AccessKeyId: "ASIAKEY",
    SecretAccessKey: "wJalrSecret",
    SessionToken: "FwoGToken",
    Expiration: new Date(3_600_000),
  },
  AssumedRoleUser: {
    AssumedRoleId: "x",
    Arn: "arn:aws:sts::222222222222:assumed-role/analytics-data/s",
  },
};

export interface TestHandler {
  readonly invoke: (event: unknown) => Promise<Answer>;
  /** Lines of the log. */
  readonly lines: string[];
  readonly assumed: () => number;
  readonly clock: VirtualClock;
}

/** The handler of one container, in virtual time. */
export function setUpHandler(
  api: DataApi,
  assume?: (clock: VirtualClock) => ReturnType<Sts["assumeRole"]>,
  settings: LinkSettings = SETTINGS,
): TestHandler {
  const clock = createVirtualClock();
  const lines: string[] = [];
  let assumed = 0;
  const handler = createHandler({
    linkName: settings.linkName,
    client: createLinkClient({
      settings,
      sts: {
        assumeRole: async () => {
          assumed++;
          return assume === undefined ? ASSUMED : assume(clock);
        },
      },
      connect: () => api,
      clock,
    }),
    rules: { queries: new Map(), rawSql: true, link: settings },
    clock,
    log: (line) => lines.push(line),
  });
  return { invoke: (event) => clock.run(handler(event, CONTEXT)), lines, assumed: () => assumed, clock };
}

/** The typed error that the work must fail with. */
export async function failureOf(work: Promise<unknown>): Promise<QueryError> {
  const error = await work.catch((caught) => caught);
  if (error instanceof QueryError) return error;
  throw new Error("the handler did not fail with a QueryError");
}
