import { isJson } from "../../aws/json";
import { formatPath, type Path, type Position } from "../problem";
import type { Half } from "../yaml-source";
import { withEnvironment } from "./environment-name";
import { policiesNamedBy, withoutIdleDefaults } from "./idle-defaults";
import { chainOf, fieldsOf, type LinksSource } from "./links-source";
import { valueAt } from "./value-at";
import { withDefaults } from "./with-defaults";

/** Where something is really written. */
export interface WrittenPlace {
  readonly fileName: string;
  /** In that file, for example `links[0].target.dbUser` or `defaults.target.dbUser`. */
  readonly path: string;
  readonly position: Position;
}

/** Where the parts of one link may be written, the nearest first. */
interface Layer {
  readonly file: LinksSource;
  readonly base: Path;
}

interface ComposedLink {
  readonly value: unknown;
  readonly layers: readonly [Layer, ...Layer[]];
  /** Places, relative to the link, that ask for the environment's name. */
  readonly environmentPlaces: readonly Path[];
  /** A place as it is written, before the environment's name is written out. */
  writtenPath(path: Path): Path;
}

/**
 * The links of all files as one list, each with its defaults and its environment, as if somebody had written it out: first the main
 * file's own, then those of each file that it includes. A path is one of that whole; where it is really written is told by
 * {@link placeOf}.
 */
export class ComposedLinks {
  /** What the schema of the whole file reads. */
  readonly value: unknown;
  private readonly main: LinksSource;
  private readonly links: readonly ComposedLink[];

  /**
   * @param files the main file first
   * @param environment name of the environment in force. Absent: there is none
   */
  constructor(
    readonly files: readonly [LinksSource, ...LinksSource[]],
    environment: string | undefined,
  ) {
    this.main = files[0];
    const links = files.flatMap((file) => linksOf(file, environment));
    const named = policiesNamedBy(links.map(({ value }) => value));
    this.links = links.map(({ raw, value, ...link }) => ({
      ...link,
      value: withoutIdleDefaults(raw, value, named),
    }));
    const own = this.main.yaml.value;
    const hasOwnLinks = isJson(own) && own.links !== undefined;
    const isComposed = isJson(own) && (!hasOwnLinks || Array.isArray(own.links)) && this.links.length > 0;
    this.value = isComposed ? { ...own, links: this.links.map(({ value }) => value) } : own;
  }

  /** Where a value (or its key) is written; one that is not belongs to its link, or to the map around it. */
  placeOf(path: Path, half: Half = "value"): WrittenPlace {
    const { file, base, rest } = this.layerOf(path);
    const written = [...base, ...rest];
    return {
      fileName: file.fileName,
      path: formatPath(written),
      position: file.yaml.locate(written, half),
    };
  }

  /** A place as messages about another place call it: with its file, if there are several, which count their links each for itself. */
  shownPlace(path: Path): string {
    const { fileName, path: shown } = this.placeOf(path);
    return this.files.length === 1 ? shown : `${fileName} ${shown}`;
  }

  /** A scalar as it is spelled in its file. */
  spelling(path: Path): string | undefined {
    const { file, base, rest } = this.layerOf(path);
    return file.yaml.spelling([...base, ...rest]);
  }

  /** The text at a place, or the name of what else is there, before the environment's name is written out. */
  writtenText(path: Path): unknown {
    const { file, base, rest } = this.layerOf(path);
    const value = valueAt(file.yaml.value, [...base, ...rest]);
    return typeof value === "string" ? value : rest.at(-1);
  }

  /** The places that ask for the environment's name, as they are written: each once, file by file and in the order of each. */
  writtenEnvironmentPlaces(): readonly Path[] {
    const written = new Map(
      this.environmentPlaces().map((path) => [JSON.stringify(this.placeOf(path)), path]),
    );
    const orderOf = (path: Path) => {
      const { fileName, position } = this.placeOf(path);
      return { file: this.files.findIndex((file) => file.fileName === fileName), ...position };
    };
    return [...written.values()]
      .map((path) => ({ path, order: orderOf(path) }))
      .sort(({ order: a }, { order: b }) => a.file - b.file || a.line - b.line || a.column - b.column)
      .map(({ path }) => path);
  }

  /** Places that ask for the environment's name. */
  environmentPlaces(): readonly Path[] {
    return this.links.flatMap(({ environmentPlaces }, index) =>
      environmentPlaces.map((path) => ["links", index, ...path]),
    );
  }

  private layerOf(path: Path): Layer & { readonly rest: Path } {
    const [root, index, ...place] = path;
    const link = root === "links" && typeof index === "number" ? this.links[index] : undefined;
    if (link === undefined) return { file: this.main, base: [], rest: path };
    const [own] = link.layers;
    const rest = link.writtenPath(place);
    if (valueAt(link.value, place) === undefined) return { ...own, rest };
    const holder = link.layers.find(
      ({ file, base }) => valueAt(file.yaml.value, [...base, ...rest]) !== undefined,
    );
    return { ...(holder ?? own), rest };
  }
}

/** @returns each with what the link itself says, its environment written out */
function linksOf(
  file: LinksSource,
  environment: string | undefined,
): readonly (ComposedLink & { readonly raw: unknown })[] {
  const { links } = fieldsOf(file);
  if (!Array.isArray(links)) return [];
  const defaults = chainOf(file)
    .toReversed()
    .filter((source) => fieldsOf(source).defaults !== undefined);
  return links.map((raw: unknown, index) => {
    const whole = defaults.reduce((link, source) => withDefaults(link, fieldsOf(source).defaults), raw);
    const { link: value, places: environmentPlaces, writtenPath } = withEnvironment(whole, environment);
    const layers = defaults.map((source): Layer => ({ file: source, base: ["defaults"] }));
    return {
      raw: withEnvironment(raw, environment).link,
      value,
      layers: [{ file, base: ["links", index] }, ...layers],
      environmentPlaces,
      writtenPath,
    };
  });
}
