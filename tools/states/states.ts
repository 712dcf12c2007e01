import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";

runCommand({
  name: "states",
  purpose:
    "Look whether the state of each link, local, in S3 or over HTTP, is of the link's accounts, and for states that no link owns. It only reads.",
  takes: "[link…]",
  options: {
    "before-cdktf": {
      type: "boolean",
      default: false,
      help: "what follows -- is a command line of cdktf, whose links with a state in S3 or over HTTP are looked at: npm run plan, deploy and destroy begin with it",
    },
  },
  notes: [
    "Without a name, every link of links.yaml. S3 is read with the backend's own role or profile, else with the credentials of the environment; HTTP with TF_HTTP_USERNAME and TF_HTTP_PASSWORD.",
    "LINKS_FILE names another links file.",
  ],
  exitCodes: {
    0: "no state is of other accounts",
    1: "one is",
    2: "one could not be read, or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ "before-cdktf": isBeforeCdktf }, words, signal) {
    const { runStates, runStatesBefore } = await import("./run-states");
    return isBeforeCdktf ? runStatesBefore(words, signal) : runStates(words, signal);
  },
});
