import { isJson, presentMembers } from "../../../aws/json";
import { copyStatement } from "../../../redshift-data/copy/copy-statement";
import { batchTexts, loneTexts } from "../../../redshift-data/copy/transfer-reports";
import type { TransferContext, TransferStatement } from "../../../redshift-data/copy/transfer-statement";
import { unloadStatement } from "../../../redshift-data/copy/unload-statement";
import { typeName } from "../../../redshift-data/errors/invalid-request";
import type { Submission } from "../../../redshift-data/statement/request";
import type { FieldReader } from "./field-reader";
import type { EventRules } from "./read-named-query";

/** What an event asks for in the place of SQL. */
const TRANSFERS = ["copy", "unload"] as const;

/** Begins the refusal of COPY and UNLOAD where only named queries are allowed: both are what the caller makes of them. */
const TRANSFER_REFUSED = "copy and unload are not allowed on this link, which has rawSql: false";

/** Fields of SQL that have no meaning for COPY and UNLOAD. */
const OTHER_FIELDS = ["sql", "sqls", "query", "mode", "parameters", "format"] as const;

/** Whether an event asks for a COPY or UNLOAD alone. */
export function hasTransfer(reader: FieldReader): boolean {
  return TRANSFERS.some((name) => reader.raw(name) !== undefined);
}

/** The COPY or UNLOAD of an event, with what is asked behind it. Problems go to the reader. */
export function readTransfer(
  reader: FieldReader,
  rules: EventRules,
): Pick<Submission, "text" | "parameters" | "warnings"> {
  const [name = "copy", other] = TRANSFERS.filter((field) => reader.raw(field) !== undefined);
  if (other !== undefined) reader.refuse("copy and unload are both given, expected one of them");
  for (const field of OTHER_FIELDS) {
    if (reader.raw(field) !== undefined)
      reader.refuse(`${field} does not go with ${name}, expected ${name} alone`);
  }
  const isDryRun = reader.flag("dryRun") ?? false;
  if (isDryRun && name !== "copy") {
    reader.refuse("dryRun is given without copy, which it is for: UNLOAD has no run without files");
  }
  const statement = statementOf(reader, rules, { [name]: reader.raw(name) }, "", isDryRun);
  const text = { sqls: statement === undefined ? [] : loneTexts(statement), mode: "autoCommit" } as const;
  return { text, parameters: [], ...presentMembers({ warnings: warningsOf([statement]) }) };
}

/** The members of `sqls` as they are submitted. */
interface ReadBatch {
  readonly sqls: readonly string[];
  /** Index in `sqls` of the event, of each text. */
  readonly origins: readonly number[];
  readonly warnings: readonly string[] | undefined;
}

/** The texts of a batch, COPY and UNLOAD among them. Problems go to the reader. */
export function readBatch(reader: FieldReader, rules: EventRules, members: readonly unknown[]): ReadBatch {
  const statements: TransferStatement[] = [];
  const texts = members.map((member, index): readonly string[] => {
    if (typeof member === "string" && member.trim() !== "") return [member];
    const isTransfer = isJson(member) && TRANSFERS.some((name) => Object.hasOwn(member, name));
    if (!isTransfer) {
      const or = isJson(member) ? ', { "copy": … } or { "unload": … }' : "";
      reader.refuse(`sqls[${index}] is ${typeName(member)}, expected SQL text${or}`);
      return [];
    }
    const statement = statementOf(reader, rules, member, `sqls[${index}].`, false);
    if (statement === undefined) return [];
    statements.push(statement);
    // A mode that is none is refused where it is read.
    return batchTexts(statement, reader.raw("mode") === "autoCommit" ? "autoCommit" : "transaction");
  });
  if (statements.length > 0 && reader.raw("format") === "csv") {
    reader.refuse("format is csv, expected another one: what copy and unload answer is no CSV");
  }
  return {
    sqls: texts.flat(),
    origins: texts.flatMap((own, index) => own.map(() => index)),
    warnings: warningsOf(statements),
  };
}

/** @param before of the names in problems */
function statementOf(
  reader: FieldReader,
  { rawSql, link }: EventRules,
  member: Readonly<Record<string, unknown>>,
  before: string,
  isDryRun: boolean,
): TransferStatement | undefined {
  const [name, ...others] = Object.keys(member);
  if (others.length > 0) {
    reader.refuse(`${before.slice(0, -1)} has several members, expected copy or unload alone`);
    return undefined;
  }
  if (!rawSql) {
    reader.refuse(`${TRANSFER_REFUSED}, expected query`, "RAW_SQL_REFUSED");
    return undefined;
  }
  const context: TransferContext = { link, path: `${before}${name}`, refuse: reader.refuse };
  return name === "copy"
    ? copyStatement(member.copy, context, isDryRun)
    : unloadStatement(member.unload, context);
}

function warningsOf(statements: readonly (TransferStatement | undefined)[]): readonly string[] | undefined {
  const warnings = statements.flatMap((statement) => statement?.warnings ?? []);
  return warnings.length === 0 ? undefined : warnings;
}
