import { LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

/** "Data conversion parameters", "Multibyte character load errors", "Load error reference". */
test.each<[string, string, string | Buffer, string, unknown]>([
  [
    "ACCEPTINVCHARS is of VARCHAR alone",
    "a varchar(9), b char(9)",
    Buffer.from([0x61, 0xff, 0x7c, 0x62, 0x0a, 0x61, 0x7c, 0xff, 0x0a]),
    "ACCEPTINVCHARS MAXERROR 2",
    [["a?", "b        "]],
  ],
  [
    "ACCEPTINVCHARS replaces code points that are no characters",
    "a varchar(20)",
    "a\ufdd0\u{1ffff}\n",
    "ACCEPTINVCHARS AS '^'",
    [["a^^^^^^^"]],
  ],
  ["code points that are no characters", "a varchar(20)", "a\ufdd0\n", "", [["a\ufdd0"]]],
  ["a REAL that is too large", "a real", "1e39\n", "", [[1, 1204, "Overflow for REAL", 0]]],
  ["a REAL that is too small", "a real", "1e-50\n", "", [[1, 1204, "Overflow for REAL", 0]]],
  ["a DOUBLE that is too large", "a float", "-1e400\n", "", [[1, 1204, "Overflow for DOUBLE PRECISION", 0]]],
  ["numbers that end", "a float, b real", "0e9|0.0\n", "", [[0, 0]]],
  [
    "UTF-16 without its mark",
    "a varchar(9)",
    Buffer.from("ü\n", "utf16le"),
    "ENCODING UTF16",
    [[1, 1221, "Encoding of the file is not the same as that specified in the COPY command", 0]],
  ],
  [
    "a zone in TIMEFORMAT",
    "a timestamptz",
    "2026-01-02 +02\n",
    "TIMEFORMAT 'YYYY-MM-DD OF'",
    "ERROR: Invalid TIMEFORMAT 'YYYY-MM-DD OF': it cannot have a time zone specifier (TZ or OF)",
  ],
])("%s", async (_name, columns, text, options, expected) => {
  expect(await local.copied(columns, text, options)).toEqual(expected);
});
