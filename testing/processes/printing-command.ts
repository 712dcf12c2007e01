import { once } from "node:events";
import { runCommand } from "../../tools/lib/terminal/command-line";

/** A command that prints as many bytes as `BYTES` says, and with `SERVES` goes on until it is stopped. */
runCommand({
  ...{ name: "command", purpose: "Prints.", options: {}, exitCodes: {}, failureExitCode: 7 },
  interruptedText: "all is torn down",
  run: async (_values, _arguments, signal) => {
    process.stdout.write("x".repeat(Number(process.env.BYTES)));
    if (process.env.SERVES !== undefined) {
      const timer = setInterval(() => process.stdout.write("."), 20);
      if (!signal.aborted) await once(signal, "abort");
      clearInterval(timer);
      signal.throwIfAborted();
    }
    return 3;
  },
});
