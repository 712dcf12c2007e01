import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { OWN_HANDLER, QUERIES_FILE, RUN_QUERY } from "../functions/run-query/contract";
import { archiveWithFiles } from "./archive-with-files";
import { functionArchive } from "./function-archive";

/** An archive that is deployed, and the handler of a user that it is made from. Absent: the project's own function. */
interface Deployed {
  readonly archive: string;
  readonly entryFile?: string;
}

/*
 * A program of its own: whoever compares archives with their sources need not know how one is made. Never from the cache, which would
 * be compared with itself. For each argument, JSON, one line: what the archive should be with the named queries that it holds; without
 * arguments, the project's own code alone.
 */
const deployed = process.argv.slice(2).map((text): Deployed => JSON.parse(text));

/** Made once for each source. */
const made = new Map(
  [...new Set(deployed.map(({ entryFile }) => entryFile))].map((entryFile) => [
    entryFile,
    functionArchive(entryFile === undefined ? RUN_QUERY : { ...OWN_HANDLER, entryFile }, { cached: false }),
  ]),
);

/** The archive's named queries, which are no code; nothing else of it is believed. */
function filesIn(archive: string): Readonly<Record<string, string>> {
  try {
    const files = unzipSync(readFileSync(archive), { filter: ({ name }) => name === QUERIES_FILE });
    return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
  } catch {
    return {};
  }
}

const hashes = deployed.flatMap(({ archive, entryFile }) => {
  const code = made.get(entryFile);
  return code === undefined ? [] : archiveWithFiles(code, filesIn(archive)).sha256Base64;
});
process.stdout.write(
  deployed.length === 0 ? functionArchive(RUN_QUERY, { cached: false }).sha256Base64 : hashes.join("\n"),
);
