import type { Measure } from "./measurement";

/** Name on the command line → how to load the measurement; each loads only when it is run. */
export const MEASUREMENTS: Readonly<Record<string, () => Promise<Measure>>> = {
  waiting: async () => (await import("./waiting")).measureWaiting,
  function: async () => (await import("./function-bundle")).measureFunction,
  results: async () => (await import("./results")).measureResults,
  synth: async () => (await import("./synth")).measureSynth,
  drift: async () => (await import("./drift")).measureDrift,
  rehearsal: async () => (await import("./rehearsal")).measureRehearsal,
  faults: async () => (await import("./faults")).measureFaults,
  stream: async () => (await import("./stream")).measureStream,
};
