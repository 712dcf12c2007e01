import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isJson, type Json } from "../aws/json";
import type { ComposedLinks } from "./composition/composed-links";
import { composedLinks } from "./composition/written-links";

const YAML_FILE = /\.ya?ml$/;

/** Packages, outputs and what begins with a dot hold no links file. */
const PASSED_OVER = /^(?:\.|node_modules$|cdktf\.out$)/;

/** Deep enough for `environments/<name>/links.yaml`. */
const MAX_DEPTH = 3;

/** What a file says that is one of links; most YAML files say it nowhere and are not read any further. */
const OF_LINKS = /(?:^|[{,\s])["']?(?:links|include)["']?\s*:/m;

/** A file that includes another one says so; an escape may spell anything. */
const MAY_INCLUDE = /include|\\/;

/** What lets a file's links keep their states at places that are not made of their names, or have names that the file does not show. */
const MAY_CHOOSE_PLACES = /backend|include|\$\{|\\/;

/** A links file of the project beside the one in use. It is read when something of it is asked. */
export interface OtherLinksFile {
  readonly file: string;
  /** That it names itself. Absent: its links are of the environment of whichever run reads it. */
  readonly environment?: string | undefined;
  /** Whether the state of one of its links may be where a link of that name keeps its own, as far as its text shows. */
  mayKeepStateOf(linkName: string): boolean;
  /** Its links, and those that it includes, as they are written for an environment: nothing of them is validated. */
  linksIn(environment: string | undefined): readonly Json[];
}

/** A link, by what its state is known by. */
interface OwnedLink {
  readonly name: string;
  readonly environment?: string | undefined;
}

/**
 * The other links files of a project, which may have one for each environment: in the project's folder with those below, and beside
 * the links file in use. A file that another one includes is none by itself; one that is no YAML, or holds no list of links, has
 * no links.
 *
 * @param file the links file in use
 * @param project folder of the project
 */
export function otherLinksFiles(file: string, project: string): readonly OtherLinksFile[] {
  const paths = [...yamlFilesIn(resolve(project), MAX_DEPTH), ...yamlFilesIn(dirname(resolve(file)), 1)];
  const own = resolve(file);
  const found = [...new Set([own, ...paths])].flatMap((path) => {
    const text = textOf(path);
    if (path !== own && !OF_LINKS.test(text)) return [];
    const composed = composedOnce(path);
    return [{ path, text, composed, others: MAY_INCLUDE.test(text) ? includedBy(composed()) : [] }];
  });
  const included = new Set(found.flatMap(({ others }) => others));
  return found
    .filter(({ path }) => path !== own && !included.has(path))
    .map(({ path, text, composed }) => otherLinksFile(path, text, composed));
}

/** The links file in use as another one: its links of other environments are its own too. */
export function linksFileItself(file: string): OtherLinksFile {
  const path = resolve(file);
  return otherLinksFile(path, textOf(path), composedOnce(path));
}

/** The file that has a link; undefined: none of them. */
export function fileOfLink(
  files: readonly OtherLinksFile[],
  { name, environment }: OwnedLink,
): string | undefined {
  return files.find(
    (other) =>
      (other.environment === undefined || other.environment === environment) &&
      other.linksIn(environment).some((link) => link.name === name),
  )?.file;
}

/** Most files hold no link that a question is about: parsing YAML takes longer than all the rest of a question. */
function composedOnce(path: string): () => ComposedLinks | undefined {
  let read: { readonly composed: ComposedLinks | undefined } | undefined;
  return () => {
    read ??= { composed: composedLinks(path, undefined) };
    return read.composed;
  };
}

function includedBy(composed: ComposedLinks | undefined): readonly string[] {
  return composed?.files.slice(1).map(({ fileName }) => resolve(fileName)) ?? [];
}

function otherLinksFile(
  file: string,
  text: string,
  composed: () => ComposedLinks | undefined,
): OtherLinksFile {
  const choosesPlaces = MAY_CHOOSE_PLACES.test(text);
  // Asked once for each link of the file in use, about one environment.
  const known = new Map<string | undefined, readonly Json[]>();
  return {
    file,
    get environment() {
      const value = composed()?.value;
      return isJson(value) && typeof value.environment === "string" ? value.environment : undefined;
    },
    mayKeepStateOf: (linkName) => choosesPlaces || text.includes(linkName),
    linksIn: (named) => {
      const links =
        known.get(named) ?? linksOf(named === undefined ? composed() : composedLinks(file, named));
      known.set(named, links);
      return links;
    },
  };
}

function linksOf(composed: ComposedLinks | undefined): readonly Json[] {
  const value = composed?.value;
  const links = isJson(value) && Array.isArray(value.links) ? value.links : [];
  return links.filter(isJson);
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

/** Empty for a file that cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
