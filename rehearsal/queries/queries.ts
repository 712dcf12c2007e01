import { runCommand } from "../../tools/lib/terminal/command-line";

runCommand({
  name: "queries",
  purpose:
    "Run the named queries of links with their examples, as the link's database user, on a local warehouse; tell the columns of each, and write TypeScript types of them. No AWS account is touched, and nothing is deployed.",
  takes: "[link …]",
  options: {
    types: {
      type: "string",
      value: "<file.ts>",
      help: "write types of the parameters and rows of one link's queries to this file, for a handler of your own",
    },
  },
  notes: [
    "warehouse/*.sql beside the links file make the local warehouse (rehearsal/README.md).",
    "LINKS_FILE names another links file.",
  ],
  exitCodes: { 0: "every query ran", 1: "a query did not run; file and line are told", 2: "wrong usage" },
  failureExitCode: 1,
  async run({ types }, only, signal) {
    const { runQueries } = await import("./run-queries");
    await runQueries({ only, types, signal });
    return 0;
  },
});
