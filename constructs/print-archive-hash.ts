import { RUN_QUERY } from "../functions/run-query/contract";
import { functionArchive } from "./function-archive";

// A program of its own: whoever compares an archive with its sources need not know how one is made.
process.stdout.write(functionArchive(RUN_QUERY).sha256Base64);
