import { runCommand } from "../../tools/lib/terminal/command-line";

/** Waits until it is interrupted, and then takes until its standard input is closed to stop. */
runCommand({
  name: "waiting",
  purpose: "Wait.",
  options: {},
  exitCodes: { 0: "never" },
  failureExitCode: 1,
  interruptedText: "nothing was changed",
  async run(_values, _arguments, signal) {
    process.stdout.write("waiting\n");
    await new Promise((resolve) => process.stdin.resume().once("close", resolve));
    signal.throwIfAborted();
    return 0;
  },
});
