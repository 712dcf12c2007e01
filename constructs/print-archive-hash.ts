import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { QUERIES_FILE, RUN_QUERY } from "../functions/run-query/contract";
import { archiveWithFiles } from "./archive-with-files";
import { functionArchive } from "./function-archive";

/*
 * A program of its own: whoever compares archives with their sources need not know how one is made. Never from the cache, which would
 * be compared with itself. For each archive that is named, one line: what it should be with the named queries that it holds; of none,
 * the code alone.
 */
const code = functionArchive(RUN_QUERY, { cached: false });

/** The archive's named queries, which are no code; nothing else of it is believed. */
function filesIn(archive: string): Readonly<Record<string, string>> {
  try {
    const files = unzipSync(readFileSync(archive), { filter: ({ name }) => name === QUERIES_FILE });
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
  } catch {
    return {};
  }
}

const hashes = process.argv.slice(2).map((archive) => archiveWithFiles(code, filesIn(archive)).sha256Base64);
process.stdout.write(hashes.length === 0 ? code.sha256Base64 : hashes.join("\n"));
