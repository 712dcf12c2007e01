import { createHandler } from "../../../functions/run-query/create-handler";
import { createLinkClient } from "../../../redshift-data/link-client";
import { STATEMENT_ID } from "../../redshift-data/fake-data-api";
import { SETTINGS } from "../../redshift-data/link-context";
import { createVirtualClock } from "../../redshift-data/virtual-clock";
import { ASSUMED, CONTEXT } from "../handler";
import { createAnyDataApi, delay } from "./any-data-api";
import { anyError } from "./any-error";
import { anyValue, damaged } from "./any-value";
import { type Chance, createChance } from "./chance";
import { createSecret } from "./secrets";

/** What became of one event at a function whose AWS answers anything. */
export interface AnyRun {
  readonly secrets: readonly string[];
  readonly outcome: { readonly answer: unknown } | { readonly error: unknown };
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** Calls of the Data API. */
  readonly calls: number;
  readonly allowedMilliseconds: number;
  readonly tookMilliseconds: number;
}

/** Invokes the handler with an event that the seed decides, in virtual time, against an AWS that it decides too. */
export async function runAnything(seed: number): Promise<AnyRun> {
  const chance = createChance(seed);
  const clock = createVirtualClock(chance.next());
  const secrets = Array.from({ length: 1 + chance.below(3) }, () => createSecret(chance));
  const options = { chance, clock, secrets };
  const api = createAnyDataApi(options);
  const lines: string[] = [];
  const allowedMilliseconds = chance.of(300, 3_000, 60_000, 900_000);
  const isBadSts = chance.happens(0.05);
  const handler = createHandler({
    linkName: SETTINGS.linkName,
    client: createLinkClient({
      settings: { ...SETTINGS, ...(chance.happens(0.2) && { statementTimeoutSeconds: 5 }) },
      sts: {
        assumeRole: async () => {
          if (!isBadSts) return ASSUMED;
          await delay(options);
          // STS is sent nothing of an event.
          if (chance.happens(0.5)) throw anyError(chance, ["anything"]);
          return damaged(chance, ["anything"], ASSUMED) as typeof ASSUMED;
        },
      },
      connect: () => api,
      clock,
    }),
    clock,
    log: (line) => lines.push(line),
  });
  const context = { ...CONTEXT, getRemainingTimeInMillis: () => allowedMilliseconds };
  const outcome = await clock.run(
    handler(anyEvent(chance, secrets), context).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    ),
  );
  const tookMilliseconds = clock.nowMilliseconds();
  return { secrets, outcome, lines, calls: api.calls(), allowedMilliseconds, tookMilliseconds };
}

/** An event whose parameters are the secrets; a few are damaged. */
function anyEvent(chance: Chance, secrets: readonly string[]): unknown {
  const parameters = Object.fromEntries(secrets.map((secret, index) => [`p${index}`, secret]));
  const places = Object.keys(parameters).map((name) => `:${name}`);
  const sql = `SELECT id FROM orders WHERE note IN (${places.join(", ")})`;
  const rows = {
    ...(chance.happens(0.7) && { format: chance.of("objects", "rows", "csv") }),
    ...(chance.happens(0.3) && { maxRows: chance.of(1, 2, 10_000_000) }),
  };
  const event = chance.of<object>(
    { sql, parameters, ...rows, ...(chance.happens(0.3) && { onDeadline: "keep" }) },
    { sql, parameters, ...rows },
    {
      sqls: Array(chance.of(1, 3, 40)).fill(sql),
      parameters,
      ...rows,
      mode: chance.of("transaction", "autoCommit"),
    },
    { action: "submit", sql, parameters },
    { action: "status", statementId: STATEMENT_ID },
    { action: "result", statementId: STATEMENT_ID, ...rows },
    { action: "cancel", statementId: STATEMENT_ID },
  );
  if (chance.happens(0.9)) return event;
  // A name is a secret only where a parameter has it as its value.
  const misplaced = chance.happens(0.5) && "parameters" in event;
  return misplaced ? { ...event, [chance.of(...secrets)]: 1 } : anyValue(chance, ["anything"]);
}
