import type { DataApi } from "./data-api";

/** A Data API that counts its calls, failed ones included. */
export interface CountedDataApi {
  readonly api: DataApi;
  calls(): number;
}

export function countCalls(api: DataApi): CountedDataApi {
  let calls = 0;
  const counted =
    <Arguments extends unknown[], Answer>(call: (...args: Arguments) => Answer) =>
    (...args: Arguments): Answer => {
      calls++;
      return call(...args);
    };
  return {
    api: {
      execute: counted(api.execute),
      executeBatch: counted(api.executeBatch),
      describe: counted(api.describe),
      result: counted(api.result),
      resultCsv: counted(api.resultCsv),
      cancel: counted(api.cancel),
    },
    calls: () => calls,
  };
}
