import { MAX_BATCH_STATEMENTS } from "../client/checked-data-api";
import type { CopyRequest } from "../copy/copy-request";
import { copyStatement } from "../copy/copy-statement";
import { batchTexts, loneTexts } from "../copy/transfer-reports";
import type { TransferContext, TransferStatement } from "../copy/transfer-statement";
import type { UnloadRequest } from "../copy/unload-request";
import { unloadStatement } from "../copy/unload-statement";
import { invalidRequest, type RefusalCode, typeName } from "../errors/invalid-request";
import type { LinkSettings } from "../link/link-settings";

/** Files to load, or rows to write into files, in the place of SQL. */
export type Transfer = { readonly copy: CopyRequest } | { readonly unload: UnloadRequest };

/** Texts as they are submitted, and what their answer tells beside. */
interface TransferTexts {
  readonly sqls: readonly string[];
  readonly warnings?: readonly string[];
}

/**
 * The texts of a COPY or UNLOAD alone, with those that ask for its figures.
 *
 * @param dryRun of COPY: only checks the files
 * @throws QueryError `EVENT_INVALID`, `LOCATION_REFUSED` or `BUCKETS_NOT_CONFIGURED` with everything that is wrong
 */
export function checkedTransfer(transfer: Transfer, link: LinkSettings, dryRun = false): TransferTexts {
  const problems = createProblems();
  const path = "copy" in transfer ? "copy" : "unload";
  const statement = statementOf(transfer, { link, path, refuse: problems.refuse }, dryRun);
  problems.throwAny();
  return statement === undefined ? { sqls: [] } : textsOf([statement], loneTexts(statement));
}

/** The same for a batch with SQL, of which each COPY and UNLOAD is followed by what asks for its figures. */
export function checkedBatch(
  members: readonly (string | Transfer)[],
  link: LinkSettings,
  mode: "transaction" | "autoCommit",
): TransferTexts {
  if (!Array.isArray(members)) {
    throw invalidRequest([`the batch is ${typeName(members)}, expected a list of statements`]);
  }
  const problems = createProblems();
  const statements: TransferStatement[] = [];
  const sqls = members.flatMap((member, index): readonly string[] => {
    // What is no object is told as SQL that is none.
    if (typeof member !== "object" || member === null) return [member];
    const name = "copy" in member ? "copy" : "unload";
    const path = `statement ${index + 1} of the batch: ${name}`;
    const statement = statementOf(member, { link, path, refuse: problems.refuse }, false);
    if (statement === undefined) return [];
    statements.push(statement);
    return batchTexts(statement, mode);
  });
  if (statements.length > 0 && sqls.length > MAX_BATCH_STATEMENTS) {
    problems.refuse(
      `the batch has ${sqls.length} statements with those that ask for the figures of copy and unload, expected at most ${MAX_BATCH_STATEMENTS}`,
    );
  }
  problems.throwAny();
  return textsOf(statements, sqls);
}

function statementOf(
  transfer: Transfer,
  context: TransferContext,
  dryRun: boolean,
): TransferStatement | undefined {
  return "copy" in transfer
    ? copyStatement(transfer.copy, context, dryRun)
    : unloadStatement(transfer.unload, context);
}

function textsOf(statements: readonly TransferStatement[], sqls: readonly string[]): TransferTexts {
  const warnings = statements.flatMap((statement) => statement.warnings);
  return { sqls, ...(warnings.length > 0 && { warnings }) };
}

function createProblems() {
  const problems: string[] = [];
  const codes = new Set<RefusalCode>();
  return {
    refuse(problem: string, code: RefusalCode = "EVENT_INVALID"): void {
      problems.push(problem);
      codes.add(code);
    },
    throwAny(): void {
      const [code] = codes;
      if (problems.length === 0) return;
      throw invalidRequest(problems, problems.length, codes.size === 1 ? code : "EVENT_INVALID");
    },
  };
}
