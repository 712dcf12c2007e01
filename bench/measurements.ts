import type { Measure } from "./measurement";

/** Name on the command line → how to load the measurement; each loads only when it is run. */
export const MEASUREMENTS: Readonly<Record<string, () => Promise<Measure>>> = {
  function: async () => (await import("./function-bundle")).measureFunction,
  synth: async () => (await import("./synth")).measureSynth,
  faults: async () => (await import("./faults")).measureFaults,
  stream: async () => (await import("./stream")).measureStream,
};
