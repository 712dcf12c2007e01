import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { isJson } from "../aws/json";

const YAML_FILE = /\.ya?ml$/;

/** Packages, outputs and what begins with a dot hold no links file. */
const PASSED_OVER = /^(?:\.|node_modules$|cdktf\.out$)/;

/** Deep enough for `environments/<name>/links.yaml`. */
const MAX_DEPTH = 3;

/**
 * Names of the links in the other links files of a project, which may have one for each environment, and the file of each: in the
 * project's folder with those below, and beside the links file in use. Nothing of them is validated; a file that is no YAML, or
 * holds no list of links, has none.
 *
 * @param file the links file in use
 * @param project folder of the project
 */
export function otherLinksFiles(file: string, project: string): ReadonlyMap<string, string> {
  const found = [...yamlFilesIn(resolve(project), MAX_DEPTH), ...yamlFilesIn(dirname(resolve(file)), 1)];
  const files = new Set(found);
  files.delete(resolve(file));
  return new Map([...files].flatMap((each) => linkNamesIn(each).map((name) => [name, each] as const)));
}

function yamlFilesIn(folder: string, depth: number): readonly string[] {
  return entriesIn(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return depth > 1 && !PASSED_OVER.test(entry.name) ? yamlFilesIn(path, depth - 1) : [];
    }
    return YAML_FILE.test(entry.name) ? [path] : [];
  });
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function linkNamesIn(file: string): readonly string[] {
  const content = contentOf(file);
  const links = isJson(content) && Array.isArray(content.links) ? content.links : [];
  return links.flatMap((link) => (isJson(link) && typeof link.name === "string" ? [link.name] : []));
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"), { logLevel: "silent" });
  } catch {
    return undefined;
  }
}
