import type { DataApi } from "../../../redshift-data/client/data-api";
import { STATEMENT_ID } from "../../redshift-data/fake-data-api";
import type { VirtualClock } from "../../redshift-data/virtual-clock";
import { anyError, anyText } from "./any-error";
import { anyValue, damaged } from "./any-value";
import type { Chance } from "./chance";
import { asQuoted } from "./secrets";

/** What an API of one run has in common. */
export interface AnyApiOptions {
  readonly chance: Chance;
  readonly clock: VirtualClock;
  readonly secrets: readonly string[];
}

/** A Data API that answers anything: what AWS documents, that with damage, something else, an error, late, or never. */
export function createAnyDataApi(options: AnyApiOptions): DataApi & { readonly calls: () => number } {
  const { chance, secrets } = options;
  let calls = 0;
  // The temper of a run: some APIs are good but for a call, others answer nothing that is right.
  const wrongness = chance.of(0, 0.05, 0.3, 0.9);
  const results = chance.happens(0.03)
    ? chance.of("endless" as const, "wide" as const)
    : chance.of("one-page", "pages", "circle", "ragged");

  function call<T>(answer: () => unknown) {
    return async (_request: unknown, signal: AbortSignal): Promise<T> => {
      calls++;
      await delay(options, signal);
      if (chance.happens(wrongness * 0.5)) throw anyError(chance, secrets);
      const right = answer();
      if (!chance.happens(wrongness)) return right as T;
      return (chance.happens(0.3) ? anyValue(chance, secrets) : damaged(chance, secrets, right)) as T;
    };
  }

  const submitted = () => ({
    Id: STATEMENT_ID,
    Status: chance.of("FINISHED", "FINISHED", "SUBMITTED", "STARTED", "FAILED", undefined),
    HasResultSet: chance.of(true, true, false, undefined),
    SessionId: chance.of(undefined, STATEMENT_ID),
  });
  return {
    calls: () => calls,
    execute: call(submitted),
    executeBatch: call(submitted),
    describe: call(() => description(options)),
    result: call(() => page(options, results)),
    resultCsv: call(() => csvPage(options, results)),
    cancel: call(() => ({ Status: chance.of(true, false) })),
  };
}

/** Most calls are answered soon; some take their time, listen to nobody, or never end. */
export async function delay({ chance, clock }: AnyApiOptions, signal?: AbortSignal): Promise<void> {
  const milliseconds = chance.of(0, 0, 0, 0, 5, 20, 20, 100, 700, 4_000, 31_000);
  if (chance.happens(0.003)) await new Promise<never>(() => {});
  if (milliseconds > 0) await clock.sleep(milliseconds, chance.happens(0.7) ? signal : undefined);
}

function description({ chance, secrets }: AnyApiOptions): object {
  const outcome = () => {
    const Status = chance.of("FINISHED", "FAILED", "ABORTED");
    return {
      Status,
      HasResultSet: chance.of(true, true, false),
      ResultRows: chance.of(-1, 0, 3),
      ...(Status !== "FINISHED" && { Error: anyText(chance, secrets) }),
      QueryString: chance.of("select id from orders where note = :p0", undefined),
    };
  };
  const subs = chance.happens(0.05) ? chance.of(41, 5_000) : chance.below(5);
  return {
    ...outcome(),
    ...(chance.happens(0.3) && { Status: chance.of("SUBMITTED", "PICKED", "STARTED", "QUEUED") }),
    ...(chance.happens(0.5) && {
      ExecutionMode: chance.of("AUTO_COMMIT", "TRANSACTION"),
      SubStatements: Array.from({ length: subs }, (_, index) => ({
        Id: `${STATEMENT_ID}:${index + 1}`,
        ...outcome(),
      })),
    }),
    ...(chance.happens(0.5) && { QueryParameters: secrets.map((value, n) => ({ name: `p${n}`, value })) }),
  };
}

type Results = "one-page" | "pages" | "endless" | "circle" | "wide" | "ragged";

/** The token of the next page. */
function nextToken({ chance, secrets }: AnyApiOptions, results: Results): string | undefined {
  switch (results) {
    case "one-page":
    case "wide":
      return undefined;
    case "circle":
      return chance.of("a", "b", "c");
    case "endless":
      return String(chance.next());
    default:
      if (chance.happens(0.3)) return undefined;
      return chance.happens(0.02)
        ? "t".repeat(chance.of(8_000, 100_000))
        : `${chance.next()}${chance.of(...secrets)}`;
  }
}

function columnsOf({ chance, secrets }: AnyApiOptions, results: Results): object[] {
  const wide = () => (chance.happens(0.15) ? 20_000 : chance.of(200, 800));
  const count = results === "wide" ? wide() : 1 + chance.below(5);
  const long = chance.of("", '"', "\u0001", "é").repeat(chance.below(120));
  return Array.from({ length: count }, (_, index) => ({
    label: chance.happens(0.02) ? asQuoted(chance, chance.of(...secrets)) : `${long}c${index}`,
    typeName: chance.of("int8", "varchar", "super", "numeric"),
    nullable: chance.of(0, 1, 2),
  }));
}

function page(options: AnyApiOptions, results: Results): object {
  const { chance } = options;
  const columns = columnsOf(options, results);
  const rows =
    results === "endless" ? chance.below(2) : chance.of(0, 1, 3, 20, results === "wide" ? 20 : 5_000);
  const text = chance.of("x", '"é', "\u0001").repeat(chance.of(1, 50, rows > 100 ? 50 : 20_000));
  const cell = () =>
    chance.of<object>(
      { longValue: chance.of<number | string>(7, "9223372036854775807") },
      { stringValue: text },
      { stringValue: chance.of('{"a":[1,12345678901234567890]}', "[".repeat(3_000), text) },
      { isNull: true },
      { doubleValue: chance.of<number | string>(1.5, "NaN") },
      { blobValue: new Uint8Array([1, 2]) },
    );
  const record = columns.map(cell);
  const ragged = () => record.slice(0, chance.below(record.length + 1));
  return {
    ColumnMetadata: chance.happens(0.9) ? columns : undefined,
    Records: Array.from({ length: rows }, () => (results === "ragged" ? ragged() : record)),
    TotalNumRows: rows,
    NextToken: nextToken(options, results),
  };
}

function csvPage(options: AnyApiOptions, results: Results): object {
  const { chance } = options;
  const row = chance.of('1,"a"\r\n', '2,"two\r\nlines"\r\n', '3,"begun', "\u0001".repeat(3_000));
  return {
    ColumnMetadata: columnsOf(options, results),
    Records: [{ CSVRecords: row.repeat(chance.of(0, 1, 100)) }, {}],
    TotalNumRows: 3,
    NextToken: nextToken(options, results),
  };
}
