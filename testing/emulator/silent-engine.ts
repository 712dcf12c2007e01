import type { Engine } from "../../emulator/redshift-data/engine/start-engine";

/** An engine to which every statement succeeds, without rows: for what the Data API does beside the SQL. */
export async function startSilentEngine(): Promise<Engine> {
  return {
    exec: async () => [],
    execProtocol: async () => ({ messages: [], data: new Uint8Array() }),
    close: async () => undefined,
  };
}
