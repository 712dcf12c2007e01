import { startFunctionArchive } from "../constructs/function-archive";
import { RUN_QUERY } from "../functions/run-query/contract";

/*
 * Done at import: main.ts imports this file before all others, so that they load faster and beside the archive.
 */

startFunctionArchive(RUN_QUERY);

// tsx has Node.js read the source map of every file that loads, cdktf's own included. Only the line numbers of an
// unexpected error need them, and NODE_OPTIONS=--enable-source-maps brings those back.
if (!process.env.NODE_OPTIONS?.includes("--enable-source-maps")) process.setSourceMapsEnabled(false);
