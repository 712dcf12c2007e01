import * as fc from "fast-check";
import { isJson, type Json } from "../../../aws/json";
import type { JsonPath } from "./edit";

/** One edit of a synthesized stack: where, what was done, and the whole stack after it. */
export interface RandomEdit {
  readonly name: string;
  readonly before: Json;
  readonly after: Json;
}

type Change = (parent: Json | unknown[], key: string | number) => void;

function set(value: unknown): Change {
  return (parent, key) => {
    (parent as Record<string | number, unknown>)[key] = value;
  };
}

const ANYWHERE: Readonly<Record<string, Change>> = {
  "take away": (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete (parent as Record<string, unknown>)[key];
  },
  rename: (parent, key) => {
    if (Array.isArray(parent)) {
      parent.push("more");
      return;
    }
    const members = parent as Record<string, unknown>;
    members[`${key}x`] = members[key];
    delete members[key];
  },
  double: (parent, key) => {
    const value: unknown = structuredClone((parent as Record<string | number, unknown>)[key]);
    if (Array.isArray(parent)) parent.splice(Number(key), 0, value);
    else (parent as Record<string, unknown>)[`${key}2`] = value;
  },
  "to null": set(null),
  "to an expression": set("${timestamp()}"),
  "to an object": set({}),
  "to a list": set([]),
  "to no text": set(""),
  "to false": set(false),
  "to true": set(true),
  "to 0": set(0),
};

/** Every way to edit this value; `others` are values of the same stack to put in its place. */
function changesOf(value: unknown, others: readonly unknown[]): readonly (readonly [string, Change])[] {
  return [
    ...Object.entries(ANYWHERE),
    ["wrap", set([value])],
    ...others.map((other) => ["to another value of the stack", set(structuredClone(other))] as const),
    ...(typeof value === "string" ? textChanges(value) : []),
    ...(typeof value === "number" ? numberChanges(value) : []),
    ...(Array.isArray(value)
      ? ([
          ["unwrap", set(value[0])],
          ["turn round", set([...value].reverse())],
          ["add an entry", set([...value, "more"])],
          ["add a block", set([...value, {}])],
        ] as const)
      : []),
    ...(isJson(value)
      ? ([
          ["add a member", set({ ...value, more: "more" })],
          ["comment", set({ ...value, "//": "more" })],
          ["turn round", set(Object.fromEntries(Object.entries(value).reverse()))],
          ["repeat never", set({ ...value, count: 0 })],
          ["tag", set({ ...value, tags: { team: "data" } })],
        ] as const)
      : []),
  ];
}

function textChanges(value: string): readonly (readonly [string, Change])[] {
  return [
    ["append", set(`${value}x`)],
    ["prepend", set(`x${value}`)],
    ["capitals", set(value.toUpperCase())],
    ["pattern", set(`${value.slice(0, -1)}*`)],
    ["cut", set(value.slice(0, -1))],
    ["blank", set(`${value} `)],
    ["template", set(`${value}%{ if true }x%{ endif }`)],
    ["escape", set(`$\${${value}}`)],
  ];
}

function numberChanges(value: number): readonly (readonly [string, Change])[] {
  return [
    ["more", set(value + 1)],
    ["less", set(value - 1)],
    ["much", set(value * 1e6)],
    ["below zero", set(-value)],
    ["as text", set(String(value))],
    ["a fraction", set(value + 0.5)],
  ];
}

/** Every place but those under `//`, which Terraform ignores. */
function placesIn(value: unknown, path: JsonPath = []): readonly JsonPath[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isJson(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, inner]) =>
    key === "//" ? [] : [[...path, key], ...placesIn(inner, [...path, key])],
  );
}

function at(json: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], json);
}

/** A random edit at a random place of one of these stacks. */
export function randomEdit(stacks: readonly Json[]): fc.Arbitrary<RandomEdit> {
  const places = stacks.map((stack) => placesIn(stack));
  return fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map(([which, where, other, how]) => {
    const before = stacks[which % stacks.length] ?? {};
    const paths = places[which % stacks.length] ?? [];
    const path = paths[where % paths.length] ?? [];
    const value = at(before, path);
    const another = at(before, paths[other % paths.length] ?? []);
    const changes = changesOf(value, typeof another === typeof value ? [another] : []);
    const [name, change] = changes[how % changes.length] ?? ["nothing", () => {}];
    const after = structuredClone(before);
    change(at(after, path.slice(0, -1)) as Json, path.at(-1) ?? "");
    const edit = `${path.join(".")}: ${name}`;
    // Of a failure the edit is shown, not both stacks.
    return { name: edit, before, after, [fc.toStringMethod]: () => edit };
  });
}
