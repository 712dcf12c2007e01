import type { CopyStatement } from "../../../emulator/redshift-data/copy/statement/copy-statement";
import { parseCopy } from "../../../emulator/redshift-data/copy/statement/parse-copy";
import { parseUnload } from "../../../emulator/redshift-data/copy/statement/parse-unload";
import type { UnloadStatement } from "../../../emulator/redshift-data/copy/statement/unload-statement";
import { tokenizeSql } from "../../../emulator/redshift-data/sql/sql-tokens";

/** A role, and a clause that names it. */
export const ONE_ROLE = "arn:aws:iam::222222222222:role/copy";
export const ONE_ROLE_CLAUSE = `IAM_ROLE '${ONE_ROLE}'`;

/** A COPY with these options as it was read, or the first line of what it is refused with. */
export function readCopy(options: string, from = "s3://b/in/", target = "t"): CopyStatement | string {
  return read(() => parseCopy(tokenizeSql(`COPY ${target} FROM '${from}' ${options}`)));
}

/** The same for UNLOAD. */
export function readUnload(options: string): UnloadStatement | string {
  return read(() => parseUnload(tokenizeSql(`UNLOAD ('SELECT 1') TO 's3://b/out/' ${options}`)));
}

function read<T>(statement: () => T): T | string {
  try {
    return statement();
  } catch (error) {
    return String(error instanceof Error ? error.message.split("\n")[0] : error);
  }
}

/** What is read of a COPY and an UNLOAD that name {@link ONE_ROLE} and have no option. */
export const PLAIN_COPY: CopyStatement = {
  ...{
    table: ["t"],
    from: { bucket: "b", key: "in/" },
    role: [ONE_ROLE],
    isManifest: false,
    compression: "none",
  },
  ...{ encoding: "utf8", hasExplicitIds: false, hasStatUpdate: false, isTrial: false, errorLimit: 0 },
  format: { kind: "delimited", delimiter: "|", escapes: false, removesQuotes: false },
  conversion: {
    ...{ acceptsAnyDate: false, blanksAsNull: false, emptyAsNull: false, fillsRecords: false },
    ...{ ignoresBlankLines: false, headerLines: 0, nullText: "\\N", rounds: false, trimsBlanks: false },
    truncates: false,
  },
};
export const PLAIN_UNLOAD: UnloadStatement = {
  ...{ query: "SELECT 1", to: { bucket: "b", key: "out/" }, role: [ONE_ROLE], compression: "none" },
  ...{ encryption: "s3", partitionBy: [], includesPartitions: false, manifest: "none", hasHeader: false },
  ...{ existing: "refuse", isParallel: true, maximumFileBytes: 6_657_199_308 },
  format: { kind: "text", delimiter: "|", escapes: false, addsQuotes: false },
};
