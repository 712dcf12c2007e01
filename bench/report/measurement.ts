import type { DeployedLinks } from "../drift/deployed-links";
import type { Plot } from "./plot";

export type Unit = "ms" | "bytes" | "MB" | "calls" | "rows/s" | "throttles" | "s";

/** Median of several values, with the least and the greatest of them. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** A thing of ours beside another, both measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly subject: string;
  readonly reference: string;
  /** Medians, in `unit`. */
  readonly subjectValue: number;
  readonly referenceValue: number;
  /** Subject over reference, pair by pair. */
  readonly ratio: Spread;
  readonly pairs: number;
  /**
   * The greatest ratio that reaches the goal.
   *
   * @default - no goal
   */
  readonly goal?: number;
}

/** Absolute values, for readers who want more than the ratios. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What one measurement found. */
export interface MeasurementResult {
  readonly title: string;
  /** How it was measured, for people. Markdown; numbers come from the figures, never from here. */
  readonly method: string;
  readonly figures: readonly Figure[];
  readonly tables?: readonly Table[];
  readonly plots?: readonly Plot[];
  /** What remains, and why. Markdown. */
  readonly remarks?: readonly string[];
}

export interface BenchContext {
  /** Small enough for a test: every path is run, no figure means anything. */
  readonly smoke: boolean;
  readonly signal: AbortSignal;
  /**
   * One link that is deployed already, as it was applied, which several smoke runs use one after the other.
   *
   * @default - each measurement deploys its own links
   */
  readonly deployment?: DeployedLinks;
  /** Tells a person what is being measured. */
  readonly say: (text: string) => void;
}

/** One measurement, as `npm run bench -- <name>` runs it; `bench/measurements.ts` lists them. */
export type Measure = (context: BenchContext) => Promise<MeasurementResult>;
