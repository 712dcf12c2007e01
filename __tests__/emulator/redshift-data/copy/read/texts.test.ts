import { constants } from "node:buffer";
import {
  badSequence,
  decodeText,
  INVALID_BYTE,
} from "../../../../../emulator/redshift-data/copy/read/decode-text";
import { jsonPaths } from "../../../../../emulator/redshift-data/copy/read/json-paths";
import { readJsonRecords } from "../../../../../emulator/redshift-data/copy/read/json-records";
import { toldRecords } from "../../../../../testing/emulator/copy/told-records";

const COLUMNS = [
  { name: "id", isSuper: false },
  { name: "doc", isSuper: true },
];
const json = (text: string, shredding: Parameters<typeof readJsonRecords>[3]) =>
  toldRecords((sink) => readJsonRecords(text, { headerLines: 0 }, COLUMNS, shredding, sink)).map(
    ([line, value]) => [line, value],
  );
const BY_NAME = { by: "name", ignoresCase: false } as const;
const WRONG = "Invalid value.";

test.each<[string, readonly (readonly [number, readonly (string | null)[] | string])[]]>([
  ['{"id":1.50E+10,"doc":"a"}', [[1, ["1.50E+10", '"a"']]]],
  [
    '{"id":true,"doc":null} {"id":false}',
    [
      [1, ["true", null]],
      [1, ["false", null]],
    ],
  ],
  ['{"id":"a\\u0062\\"}","id":"last"}', [[1, ["last", null]]]],
  ['{"id":{"a":"}"},"doc":[1,[2]]}', [[1, ['{"a":"}"}', "[1,[2]]"]]]],
  [
    "{}\n\n{ }",
    [
      [1, [null, null]],
      [3, [null, null]],
    ],
  ],
  ["{}\n{}\n{}\n{}", [1, 2, 3, 4].map((line) => [line, [null, null]] as const)],
  [
    "[1]\n1",
    [
      [1, WRONG],
      [2, WRONG],
    ],
  ],
  [
    '{"id" 1}\n{"id":2}',
    [
      [1, WRONG],
      [2, ["2", null]],
    ],
  ],
  ['{"id":1 "doc":2}', [[1, WRONG]]],
  ['{"id";1}', [[1, WRONG]]],
  ['{"id":1;"doc":2}', [[1, WRONG]]],
  ['"}"', [[1, WRONG]]],
  ['{"id":"\\x"}', [[1, WRONG]]],
  [
    '{"id":1}\n{"id":',
    [
      [1, ["1", null]],
      [2, WRONG],
    ],
  ],
  [
    '{"id":1}\n nonsense',
    [
      [1, ["1", null]],
      [2, WRONG],
    ],
  ],
  // "COPY returns an error for each instance", and reads on.
  [
    '{"id":1},\n{"id":2}}\n;, 7 {"id":3}\n{"id":',
    [
      [1, ["1", null]],
      [1, WRONG],
      [2, ["2", null]],
      [2, WRONG],
      [3, ["3", null]],
      [4, WRONG],
    ],
  ],
  [
    '{"id":1}\n"open',
    [
      [1, ["1", null]],
      [2, WRONG],
    ],
  ],
])("JSON by name %j", (text, expected) => {
  expect(json(text, BY_NAME)).toEqual(expected);
});

test("JSON: names of columns in capitals", () => {
  const columns = [{ name: "Id", isSuper: false }];
  const shredding = { by: "name", ignoresCase: true } as const;
  expect(
    toldRecords((sink) => readJsonRecords('{"iD":1}', { headerLines: 0 }, columns, shredding, sink)),
  ).toEqual([[1, ["1"], '{"iD":1}']]);
});

test("JSON: names without their case, paths, and an object that is too long", () => {
  expect(json('{"ID":1,"Doc":{"A":"b"}}', { by: "name", ignoresCase: true })).toEqual([
    [1, ["1", '{"A":"b"}']],
  ]);
  const text = '{"a":{"b":["x","y"]},"c":"d"} {"a":1} {"a":{"b":{"1":"z"}}}';
  expect(json(text, { by: "paths", paths: [["a", "b", 1], ["c"]] })).toEqual([
    [1, ["y", '"d"']],
    [1, "Invalid JSONPath format: Not an array or index out of range."],
    [1, "Invalid JSONPath format: Not an array or index out of range."],
  ]);
  const ofLength = (length: number) => `{"id":"${"x".repeat(length - 9)}"}`;
  const lengths = [4_194_304, 4_194_305].map((length) => json(ofLength(length), BY_NAME)[0]?.[1]);
  expect(lengths.map((value) => (typeof value === "object" ? value[0]?.length : value))).toEqual([
    4_194_295,
    "JSON object exceeds the limit of 4 MB",
  ]);
});

test.each<[string, (string | number)[] | undefined]>([
  ["$", []],
  ["$.a_1.B", ["a_1", "B"]],
  ["$['a b'][\"c'd\"]", ["a b", "c'd"]],
  ["$.a[0][12]", ["a", 0, 12]],
  ["$[0]['a']", [0, "a"]],
  ["$[ 1 ][ 'a' ]", [1, "a"]],
  ...["", "a", "a.b", "x.b", "$a", "$.", "$.a b", "$[a]", "$.a['b']", "$['a'].b", "$.*", "$..a"].map(
    (path): [string, undefined] => [path, undefined],
  ),
])("the path %j", (path, steps) => {
  const read = () => jsonPaths(JSON.stringify({ jsonpaths: [path] }), "s3://b/p");
  if (steps !== undefined) expect(read()).toEqual([steps]);
  else
    expect(read).toThrow(
      `ERROR: Invalid JSONPath format in s3://b/p: Member is not an object or array path: ${JSON.stringify(path)}`,
    );
});

test.each([
  ["{", "it is no JSON"],
  ['["$"]', "expected an object"],
  ['{"jsonpaths":"$"}', "expected a list named jsonpaths"],
])("a file of paths %s", (text, reason) => {
  expect(() => jsonPaths(text, "s3://b/p")).toThrow(`ERROR: Invalid JSONPath format in s3://b/p: ${reason}`);
});

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));

test.each<[string, Buffer, Parameters<typeof decodeText>[1], string, boolean]>([
  ["UTF-8 with its mark", bytes("\ufeffä€😀"), "utf8", "ä€😀", false],
  [
    "bytes that are none, each by itself",
    bytes("ä", 0xff, "€", 0xc3, "x😀", 0xf0, 0x9f, "y\u{10ffff}"),
    "utf8",
    "ä?€?x😀??y\u{10ffff}",
    true,
  ],
  ["half of a pair beside a byte that is none", bytes("\u{1f480}", 0x80), "utf8", "\u{1f480}?", true],
  ["the mark before bytes that are none", bytes("\ufeffa", 0xff), "utf8", "a?", true],
  ["a character that is cut off at the end", bytes("a", 0xe2, 0x82), "utf8", "a??", true],
  ["UTF-16, the smaller byte first", Buffer.from("\ufeffü", "utf16le"), "utf16le", "ü", false],
  ["the larger first", Buffer.from("\ufeffü", "utf16le").swap16(), "utf16be", "ü", false],
  ["the larger first, without a mark", Buffer.from("ü", "utf16le").swap16(), "utf16be", "ü", false],
  ["as the mark says", Buffer.from("\ufeffü", "utf16le").swap16(), "utf16", "ü", false],
  ["without a mark, the smaller first", Buffer.from("ü", "utf16le"), "utf16", "ü", false],
  ["half a unit at the end", bytes(0x61, 0, 0x62), "utf16le", "a", false],
  ["half a unit at the end, the larger first", bytes(0, 0x61, 0), "utf16be", "a", false],
  ["Latin-1", bytes(0xfc, 0x80), "latin1", "ü\u0080", false],
])("decodes %s", (_, given, encoding, text, hasInvalid) => {
  const marked = decodeText(given, encoding);
  const all = new RegExp(INVALID_BYTE, "g");
  expect({ ...marked, text: marked.text.replace(all, "?") }).toEqual({ text, hasInvalid });
});

/** "Multibyte character load errors": a sequence of more than four bytes, one cut off, bytes that begin none, and so on. */
test.each<[string, number, ...number[]]>([
  ["80", 3, 0x80],
  ["bf", 3, 0xbf, 0xbf],
  ["ff", 3, 0xff],
  ["fe", 3, 0xfe],
  ["f8", 1, 0xf8, 0x88],
  ["fd", 1, 0xfd],
  ["e282", 2, 0xe2, 0x82],
  ["f09f92", 2, 0xf0, 0x9f, 0x92],
  ["c3", 4, 0xc3, 0x78],
  ["e2", 4, 0xe2, 0xc3, 0x78],
  ["f09f", 4, 0xf0, 0x9f, 0x78],
  ["eda080", 5, 0xed, 0xa0, 0x80],
  ["f4908080", 8, 0xf4, 0x90, 0x80, 0x80],
  ["f7808080", 8, 0xf7, 0x80, 0x80, 0x80, 0x80],
  ["c080", 9, 0xc0, 0x80],
  ["e08080", 9, 0xe0, 0x80, 0x80],
  ["f0808080", 9, 0xf0, 0x80, 0x80, 0x80],
])("the sequence %s is error %d", (hex, error, ...sequence) => {
  const { text } = decodeText(bytes("ä", ...sequence), "utf8");
  const told = badSequence(text, 1);
  expect([told.bytes.toString("hex"), told.error]).toEqual([hex, error]);
});

test.each(["utf8", "latin1", "utf16le"] as const)(
  "a file in %s that is longer than any text of Node.js is a lack",
  (encoding) => {
    const most = constants.MAX_STRING_LENGTH * (encoding === "utf16le" ? 2 : 1);
    // Of zeros that nobody reads, which take no memory.
    expect(() => decodeText(Buffer.alloc(most + 1), encoding)).toThrow(
      `ERROR: LOCAL_LACK: COPY of a file of ${most + 1} bytes of text, decompressed, is not in the local accounts; Redshift has it. Split it: one may have ${constants.MAX_STRING_LENGTH} characters here, and Redshift loads several at once.`,
    );
  },
);
