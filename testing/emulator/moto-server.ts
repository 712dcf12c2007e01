import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MOTO_VARIABLES, motoAnswers, motoArguments } from "../../emulator/moto/moto-server";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { startGuarded } from "../../tools/lib/process/run-guarded";

/** `moto_server` from PATH on a socket of its own, up and answering; it dies with this process. */
export async function startMotoServer(): Promise<{ readonly socket: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "moto-"));
  const socket = join(folder, "moto.sock");
  const { signal } = new AbortController();
  const env = localEnvironment(MOTO_VARIABLES);
  const program = startGuarded("moto_server", [...motoArguments(socket)], {
    env,
    signal,
    graceMilliseconds: 1000,
  });
  program.process.stdout?.resume();
  program.process.stderr?.resume();
  while (!(await motoAnswers(socket))) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    socket,
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
