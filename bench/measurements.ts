import type { Measure } from "./report/measurement";

/** Name on the command line → how to load the measurement; each loads only when it is run. */
export const MEASUREMENTS: Readonly<Record<string, () => Promise<Measure>>> = {
  waiting: async () => (await import("./waiting/waiting")).measureWaiting,
  function: async () => (await import("./function/function-bundle")).measureFunction,
  results: async () => (await import("./results/results")).measureResults,
  synth: async () => (await import("./synth/synth")).measureSynth,
  review: async () => (await import("./review/review")).measureReview,
  drift: async () => (await import("./drift/drift")).measureDrift,
  doctor: async () => (await import("./drift/many-links")).measureManyLinks,
  rehearsal: async () => (await import("./rehearsal/rehearsal")).measureRehearsal,
  gate: async () => (await import("./gate/gate")).measureGate,
  accounts: async () => (await import("./local/accounts")).measureAccounts,
  faults: async () => (await import("./local/faults")).measureFaults,
  loads: async () => (await import("./local/loads")).measureLoads,
  copy: async () => (await import("./copy/copy")).measureCopy,
  stream: async () => (await import("./local/stream")).measureStream,
  dialect: async () => (await import("./dialect/dialect")).measureDialect,
};
