import { startFunctionArchive } from "../constructs/function-archive";
import { RUN_QUERY } from "../functions/run-query/contract";
import { omitStackTraces } from "./omit-stack-traces";
import { resolvePlain } from "./resolve-plain";

/*
 * What makes a synth fast, and changes nothing of its result. Done at import: the app's command (`synth/synth.cjs`) loads
 * this file before `main.ts`, so that everything else loads beside the archive. Without it `main.ts` does the same, later.
 */

startFunctionArchive(RUN_QUERY);

omitStackTraces();
resolvePlain();

// tsx has Node.js read the source map of every file that loads, cdktf's own included. Only the line numbers of an
// unexpected error need them, and NODE_OPTIONS=--enable-source-maps brings those back.
if (!process.env.NODE_OPTIONS?.includes("--enable-source-maps")) process.setSourceMapsEnabled(false);
