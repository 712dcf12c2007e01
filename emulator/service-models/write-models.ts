import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { isJson, type Json } from "../../aws/json";
import { MODELLED_SERVICES, MODELS_FOLDER, type ModelledService } from "./service-model";

/**
 * `npm run service-models -- <folder of botocore> <version>`, for example `…/site-packages/botocore 1.43.11`: writes what the
 * emulator needs of botocore's service models (Apache-2.0, see `models/LICENSE` and `models/NOTICE`), which are operations and the
 * constraints on their inputs, one operation or shape a line. Outputs, errors and documentation are left out.
 */
const [botocore = "", version = ""] = process.argv.slice(2);

/** What is kept of a shape. */
const SHAPE_KEYS = [
  ...["type", "required", "members", "payload", "member", "key", "value"],
  ...["min", "max", "pattern", "enum", "sensitive"],
];
const MEMBER_KEYS = ["shape", "location", "locationName"];

function only(value: unknown, keys: readonly string[]): Json {
  if (!isJson(value)) return {};
  return Object.fromEntries(keys.flatMap((key) => (key in value ? [[key, value[key]]] : [])));
}

function keptShape(shape: Json): Json {
  const kept = only(shape, SHAPE_KEYS);
  const { members } = shape;
  return {
    ...kept,
    ...(isJson(members)
      ? { members: Object.fromEntries(Object.entries(members).map(([n, m]) => [n, only(m, MEMBER_KEYS)])) }
      : {}),
    ...Object.fromEntries(
      ["member", "key", "value"].flatMap((key) => (key in shape ? [[key, only(shape[key], ["shape"])]] : [])),
    ),
  };
}

function shapesBelow(shape: Json): string[] {
  const members = isJson(shape.members) ? Object.values(shape.members) : [];
  return [...members, shape.member, shape.key, shape.value].flatMap((member) =>
    isJson(member) && typeof member.shape === "string" ? [member.shape] : [],
  );
}

function linesOf(entries: Json): string {
  return Object.entries(entries)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(",\n");
}

function write(service: ModelledService): void {
  const folder = join(botocore, "data", service);
  const [apiVersion = ""] = readdirSync(folder).sort().reverse();
  const file = join(folder, apiVersion, "service-2.json.gz");
  const { metadata, operations, shapes } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
    readonly metadata: { readonly protocol: string; readonly apiVersion: string };
    readonly operations: Readonly<
      Record<string, { readonly http: Json; readonly input?: { shape: string } }>
    >;
    readonly shapes: Readonly<Record<string, Json>>;
  };
  const isRest = metadata.protocol === "rest-json";
  const kept = new Map<string, Json>();
  const keep = (name: string): void => {
    const shape = shapes[name];
    if (kept.has(name) || shape === undefined) return;
    kept.set(name, keptShape(shape));
    for (const below of shapesBelow(shape)) keep(below);
  };
  for (const { input } of Object.values(operations)) if (input !== undefined) keep(input.shape);
  const told = Object.fromEntries(
    Object.entries(operations).map(([name, { http, input }]) => [
      name,
      {
        ...(input === undefined ? {} : { input: input.shape }),
        ...(isRest ? { http: only(http, ["method", "requestUri"]) } : {}),
      },
    ]),
  );
  const head = {
    source: `botocore ${version}`,
    apiVersion: metadata.apiVersion,
    protocol: metadata.protocol,
  };
  const sorted = Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(
    join(MODELS_FOLDER, `${service}.json`),
    `{\n${linesOf(head)},\n"operations":{\n${linesOf(told)}\n},\n"shapes":{\n${linesOf(sorted)}\n}\n}\n`,
  );
}

for (const service of MODELLED_SERVICES) write(service);
