import { RUN_QUERY } from "../functions/run-query/contract";
import { functionArchive } from "./function-archive";

// A program of its own: whoever compares an archive with its sources need not know how one is made. Never from the cache,
// which would be compared with itself.
process.stdout.write(functionArchive(RUN_QUERY, { cached: false }).sha256Base64);
