import type { StatementNumbers } from "./error-detail";
import type { FileAccess } from "./file-access";
import { jsonPaths } from "./read/json-paths";
import type { JsonShredding } from "./read/json-records";
import { missing } from "./source-files";
import type { CopyStatement } from "./statement/copy-statement";
import { s3Url } from "./statement/s3-location";
import { refuseStatement } from "./statement-failure";

/**
 * How nested records find their columns, with the paths of the file that names them.
 *
 * @param columns how many are loaded: as many as there are paths
 * @throws StatementFailure
 */
export async function shreddingOf(
  { format }: CopyStatement,
  columns: number,
  files: FileAccess,
  numbers: StatementNumbers,
): Promise<JsonShredding> {
  if (format.kind !== "json" && format.kind !== "avro") return { by: "nothing" };
  const { shredding } = format;
  if (shredding.by === "nothing") {
    if (columns !== 1) refuseStatement("noshred needs a single column of type SUPER");
    return shredding;
  }
  if (shredding.by === "name") return shredding;
  const text = await files.read(shredding.file);
  if (text === undefined) throw missing(shredding.file, numbers);
  const paths = jsonPaths(text.toString("utf8"), s3Url(shredding.file));
  if (paths === undefined) return { by: "name", ignoresCase: false };
  if (paths.length !== columns) {
    refuseStatement(
      `Number of jsonpaths and the number of columns should match. JSONPath size: ${paths.length}, Number of columns in table or column list: ${columns}`,
    );
  }
  return { by: "paths", paths };
}
