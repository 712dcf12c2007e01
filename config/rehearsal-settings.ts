import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJson } from "../aws/json";
import { LinksFileError } from "./links-file-error";
import type { Position } from "./problem";
import { rehearsalSchema } from "./schema/rehearsal-schema";
import { YamlSource } from "./yaml-source";

/** Folder that stands beside the links file where the file names none. */
const DEFAULT_WAREHOUSE_FOLDER = "warehouse";

/** What a links file says of the rehearsal of all its links. */
export interface RehearsalSettings {
  readonly warehouse: {
    /** Folder of the scripts, from the working directory. */
    readonly folder: string;
    /** Where the links file names it. Absent: it does not, and the folder need not be there. */
    readonly namedAt?: Position;
  };
}

/**
 * What the links file says of the rehearsal.
 *
 * @param path of a links file that {@link loadLinks} has taken
 */
export function loadRehearsalSettings(path: string): RehearsalSettings {
  const source = new YamlSource(readFileSync(path, "utf8"));
  const { warehouse } = rehearsalSchema.parse(isJson(source.value) ? source.value.rehearsal : undefined);
  const folder = join(dirname(path), warehouse ?? DEFAULT_WAREHOUSE_FOLDER);
  if (warehouse === undefined) return { warehouse: { folder } };
  return { warehouse: { folder, namedAt: source.locate(["rehearsal", "warehouse"]) } };
}

/** The links file names a folder that is not there. */
export function missingWarehouseFolder(
  linksFile: string,
  folder: string,
  position: Position,
): LinksFileError {
  const message = `is ${folder}, expected a folder with .sql files; create it, or take the field out`;
  return new LinksFileError(linksFile, [{ path: "rehearsal.warehouse", position, message }]);
}
