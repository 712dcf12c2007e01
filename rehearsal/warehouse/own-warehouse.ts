import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../../config/link";
import { nearestWord } from "../../config/nearest-word";
import { missingWarehouseFolder, type RehearsalSettings } from "../../config/rehearsal-settings";
import type { SqlScript } from "../../emulator/redshift-data/warehouse/warehouse-spec";
import { ToolError } from "../../tools/lib/terminal/tool-error";

const SQL_FILE = /\.sql$/i;

/** The scripts of a folder, which make the local warehouses in the place of the built-in tables. */
export interface OwnWarehouse {
  /** As messages call it. */
  readonly folder: string;
  /** Scripts of one cluster or workgroup, in the order in which they run. */
  readonly scriptsOf: (name: string) => readonly SqlScript[];
}

/** Names of the clusters and workgroups that the links point at. */
function warehouseNames(links: readonly Link[]): readonly string[] {
  return [...new Set(links.map(({ target }) => ("cluster" in target ? target.cluster : target.workgroup)))];
}

function unreadable(path: string, error: unknown): ToolError {
  const { code } = error as NodeJS.ErrnoException;
  return new ToolError(
    "WAREHOUSE_UNREADABLE",
    `${path} cannot be read (${code}); a folder with readable files is expected`,
  );
}

/** What is in a folder, in the order of names; nothing when there is no such folder. */
function entriesOf(folder: string): readonly Dirent[] | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    // The same order on every machine, whatever its language.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(folder, error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The .sql files that stand in a folder itself. */
function scriptsIn(folder: string, entries: readonly Dirent[]): readonly SqlScript[] {
  return entries
    .filter((entry) => !entry.isDirectory() && SQL_FILE.test(entry.name))
    .map(({ name }) => ({ name: join(folder, name), sql: textOf(join(folder, name)) }));
}

/** Scripts that no warehouse would run are a mistake. */
function refuseUnknownFolder(folder: string, name: string, known: readonly string[]): never {
  const nearest = nearestWord(name, known);
  const advice = nearest === undefined ? "rename or remove it" : `did you mean ${nearest}?`;
  throw new ToolError(
    "WAREHOUSE_UNREADABLE",
    `${join(folder, name)} is of no cluster or workgroup of the links, expected one of ${known.join(", ")}; ${advice}`,
  );
}

/**
 * Reads the scripts of the local warehouses. Those of the folder itself are for every cluster and workgroup; behind them those of
 * its subfolder of that name. Other files are left alone.
 *
 * @returns nothing when there is no script: the built-in tables are used
 * @throws ToolError WAREHOUSE_UNREADABLE; LinksFileError for a folder that the links file names and is not there
 */
export function readOwnWarehouse(
  linksFile: string,
  links: readonly Link[],
  { warehouse: { folder, namedAt } }: RehearsalSettings,
): OwnWarehouse | undefined {
  const entries = entriesOf(folder);
  if (entries === undefined) {
    if (namedAt !== undefined) throw missingWarehouseFolder(linksFile, folder, namedAt);
    return undefined;
  }
  const shared = scriptsIn(folder, entries);
  const known = warehouseNames(links);
  const own = new Map<string, readonly SqlScript[]>();
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const inside = join(folder, name);
    const scripts = scriptsIn(inside, entriesOf(inside) ?? []);
    if (scripts.length > 0 && !known.includes(name)) refuseUnknownFolder(folder, name, known);
    own.set(name, scripts);
  }
  const scriptsOf = (name: string) => [...shared, ...(own.get(name) ?? [])];
  return known.some((name) => scriptsOf(name).length > 0) ? { folder, scriptsOf } : undefined;
}
