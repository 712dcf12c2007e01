import type { Tokens } from "../../sql/sql-layout";
import { identifierNames } from "../../sql/sql-text";
import { refuseStatement } from "../statement-failure";
import { lackOfAccessKeys, type RoleClause, takeAuthorization } from "./authorization-clause";
import { NO_OPTIONS, takeCopyOption, type WrittenCopyOptions } from "./copy-options";
import type { CopyStatement } from "./copy-statement";
import { checkCopyOptions, fileFormat } from "./file-format";
import { OptionReader } from "./option-reader";
import { s3Location } from "./s3-location";

/** More errors than any file has rows. */
const ALL_ERRORS = Number.MAX_SAFE_INTEGER;

/**
 * Reads a COPY. Its options stand in any order, the roles among them.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html
 * @throws StatementFailure a syntax error, options that exclude each other, or what the local accounts lack
 */
export function parseCopy(tokens: Tokens): CopyStatement {
  const reader = new OptionReader(tokens);
  reader.expect("copy");
  const table = reader.takeName() ?? reader.fail();
  const columns = columnList(reader);
  reader.expect("from");
  const from = s3Location(reader.string());
  let role: RoleClause | "access-keys" | undefined;
  let options: WrittenCopyOptions = NO_OPTIONS;
  while (!reader.isAtEnd) {
    const authorization = takeAuthorization(reader);
    if (authorization !== undefined) role = authorization;
    else options = { ...options, ...takeCopyOption(reader, options) };
  }
  checkCopyOptions(reader);
  if (role === undefined) {
    refuseStatement("CREDENTIALS argument is required but has not been set.");
  }
  if (role === "access-keys") {
    if (options.format === "parquet" || options.format === "orc")
      refuseStatement("COPY from this file format only accepts IAM_ROLE credentials.");
    lackOfAccessKeys("COPY");
  }
  const { region, isManifest, compression, encoding, hasExplicitIds, hasStatUpdate } = options;
  const { isTrial, conversion } = options;
  return {
    table: identifierNames(table),
    ...(columns === undefined ? {} : { columns }),
    from,
    role,
    ...(region === undefined ? {} : { region }),
    ...{ isManifest, compression, encoding, hasExplicitIds, hasStatUpdate, isTrial, conversion },
    format: fileFormat(options, reader),
    errorLimit: options.ignoresAllErrors ? ALL_ERRORS : options.errorLimit,
  };
}

function columnList(reader: OptionReader): readonly string[] | undefined {
  const group = reader.takeGroup();
  if (group === undefined) return undefined;
  const names = reader.items(group).map((item) => identifierNames(reader.textOf(item)));
  if (names.length === 0 || names.some((name) => name.length !== 1)) reader.fail();
  return names.flat();
}
