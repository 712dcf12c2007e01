import { OWN_HANDLER, RUN_QUERY } from "../functions/run-query/contract";
import { functionArchive } from "./function-archive";

// A program of its own: whoever compares an archive with its sources need not know how one is made. Never from the cache,
// which would be compared with itself. Without arguments the project's own function, else the handlers that they name, a line each.
const [, , ...entryFiles] = process.argv;
const sources =
  entryFiles.length === 0 ? [RUN_QUERY] : entryFiles.map((entryFile) => ({ ...OWN_HANDLER, entryFile }));
process.stdout.write(
  sources.map((source) => functionArchive(source, { cached: false }).sha256Base64).join("\n"),
);
