import type { Machine } from "./machine";
import type { MeasurementResult } from "./measurement";

/** One measurement with the circumstances of its last run. */
export interface RecordedResult extends MeasurementResult {
  readonly machine: Machine;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Everything measured so far: name of the measurement → its last result. */
export type Results = Readonly<Record<string, RecordedResult>>;
