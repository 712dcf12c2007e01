import { LoadedText } from "../../../../testing/emulator/loaded-text";

const local = new LoadedText();

afterAll(() => local.api.close());

const OVERFLOW = (line: number, type: string) => [[line, 1209, `Overflow for NUMERIC(${type})`, 0]];
const CSV_QUOTE = (line: number) => [[line, 1214, "Invalid quote formatting for CSV", 0]];
/** Numbers: "Multibyte character load errors". */
const BAD_UTF8 = (hex: string, position: number, error: number) => [
  [
    1,
    1220,
    `String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: ${hex} (error ${error})`,
    position,
  ],
];

test.each<[string, string, string | Buffer, string, unknown]>([
  [
    "a delimiter in octal bytes of UTF-8, in a file of another encoding",
    "a varchar(9), b varchar(9)",
    Buffer.from("x\u00a6\u00ecy\n", "latin1"),
    "DELIMITER '\\302\\246\\303\\254' ENCODING ISO88591",
    [["x", "y"]],
  ],
  ["FILLRECORD: CHAR is NULL", "a int, b char(9), c varchar(9)", "1\n", "FILLRECORD", [[1, true, ""]]],
  ["FILLRECORD EMPTYASNULL", "a int, b varchar(9)", "1\n", "FILLRECORD EMPTYASNULL", [[1, true]]],
  ["empty text stays, blank text too", "a varchar(5), b varchar(5)", "|  \n", "", [["", "  "]]],
  ["BLANKSASNULL leaves the empty text", "a varchar(5), b varchar(5)", "|  \n", "BLANKSASNULL", [["", true]]],
  ["blanks at the end are no part of a CHAR", "a char(2)", "ab   \n", "", [["ab"]]],
  [
    "CHAR takes ASCII alone",
    "a char(4)",
    "xé\n",
    "",
    [
      [
        1,
        1220,
        "Multibyte character not supported for CHAR (Hint: try using VARCHAR). Invalid char: c3 a9",
        1,
      ],
    ],
  ],
  [
    "NUL in a text",
    "a varchar(9)",
    "a\0b\n",
    "",
    "ERROR: LOCAL_LACK: COPY of a text with a NUL is not in the local accounts; Redshift has it. Take it out; NULL AS '\\0' loads one that stands alone as NULL.",
  ],
  ["bytes that are no UTF-8", "a varchar(9)", Buffer.from([0x61, 0xff, 0x0a]), "", BAD_UTF8("ff", 1, 3)],
  ["a backslash, without ESCAPE", "a varchar(9), b varchar(9)", "a\\tb|\\\\\n", "", [["a\\tb", "\\\\"]]],
  ["a tab in a value", "a varchar(9)", "a\tb\n", "", [["a\tb"]]],
  [
    "shapes and sketches are hexadecimal",
    "g geometry, h hllsketch",
    "01FF|00ab\n",
    "",
    [[Buffer.from([1, 255]), Buffer.from([0, 171])]],
  ],
  [
    "two backslashes before a line end do not escape it",
    "a varchar(9)",
    "a\\\\\nb\n",
    "ESCAPE",
    [["a\\"], ["b"]],
  ],
  [
    "lines are counted through escaped line ends",
    "a int",
    "1\n\\\n2x\ny\n",
    "ESCAPE MAXERROR 2",
    [
      [2, 1207, "Invalid digit, Value 'x', Pos 1, Type: Integer", 1],
      [4, 1207, "Invalid digit, Value 'y', Pos 0, Type: Integer", 0],
    ],
  ],
  ["an apostrophe within quotes", "a varchar(9)", "'it's'\n", "REMOVEQUOTES", [["it's"]]],
  [
    "a quote that is not closed",
    "a varchar(9)",
    "'it\n",
    "REMOVEQUOTES",
    [[1, 1214, "Delimiter not found", 0]],
  ],
  [
    "half to even is not how ROUNDEC rounds",
    "a decimal(8,2)",
    "0.125\n-0.125\n",
    "ROUNDEC",
    [["0.13"], ["-0.13"]],
  ],
  ["a decimal that is too large", "a decimal(4,2)", "123.4\n", "", OVERFLOW(1, "4,2")],
  ["a decimal that rounds to too many digits", "a decimal(4,2)", "99.999\n", "ROUNDEC", OVERFLOW(1, "4,2")],
  ["exponents move the point", "a decimal(8,2)", "1.5e3\n-15e-1\n", "", [["1500.00"], ["-1.50"]]],
  ["minus nothing is nothing", "a decimal(8,2)", "-0.001\n", "", [["0.00"]]],
  [
    "the least number and one less",
    "a smallint",
    "-32768\n-32769\n",
    "",
    [[2, 1222, "Overflow (Short valid range -32768 to 32767)", 0]],
  ],
  [
    "a whole number has no point",
    "a int",
    "1.5\n",
    "",
    [[1, 1207, "Invalid digit, Value '.', Pos 1, Type: Integer", 1]],
  ],
  [
    "numbers with an exponent and without an end",
    "a double precision",
    "1e3\nx\n",
    "",
    [[2, 1208, "Invalid digit, Value 'x', Pos 0, Type: Double", 0]],
  ],
  [
    "two digits of a year",
    "a date, b date",
    "01.02.69|01.02.70\n",
    "DATEFORMAT 'DD.MM.YY'",
    [["2069-02-01", "1970-02-01"]],
  ],
  [
    "midnight and noon",
    "a timestamp, b timestamp",
    "2026-11-28 12:30 AM|2026-11-28 12:30 PM\n",
    "TIMEFORMAT 'YYYY-MM-DD HH12:MI AM'",
    [["2026-11-28 00:30:00", "2026-11-28 12:30:00"]],
  ],
  [
    "parts of a second since 1970",
    "a timestamp",
    "1.5\n-1.5\n",
    "TIMEFORMAT 'epochsecs'",
    [["1970-01-01 00:00:01.5"], ["1969-12-31 23:59:58.5"]],
  ],
  [
    "a day that is none",
    "a date",
    "2026-02-29\n",
    "",
    [[1, 1205, "Invalid Date Format - length must be 10 or more", 0]],
  ],
  [
    "ACCEPTANYDATE",
    "a date, n int",
    "2026-02-29|1\n2024-02-29|2\n",
    "DATEFORMAT 'auto' ACCEPTANYDATE",
    [
      [true, 1],
      ["2024-02-29", 2],
    ],
  ],
  ["a time with its zone", "a timetz", "10:00:00+02\n", "", [["10:00:00+02"]]],
  ["SUPER keeps blanks within strings", "a super", '{"a b": [1, "c  d"]}\n', "", [['{"a b":[1,"c  d"]}']]],
  ["SUPER that is no JSON", "a super", "{a\n", "", [[1, 1224, "Error parsing JSON value for SUPER", 0]]],
  [
    "VARBYTE is hexadecimal",
    "a varbyte(4)",
    "0g\n",
    "",
    [[1, 1216, "Invalid hexadecimal value for VARBYTE", 0]],
  ],
  ["CSV: a blank line is a record, or none", "a varchar(9)", "x\n\ny\n", "CSV", [["x"], [""], ["y"]]],
  ["CSV: IGNOREBLANKLINES", "a varchar(9)", "x\n\ny\n", "CSV IGNOREBLANKLINES", [["x"], ["y"]]],
  [
    "CSV: lines within quotes are counted",
    "a varchar(9), b int",
    'h,h\n"a\nb",1\nc,x\n',
    "CSV IGNOREHEADER 1",
    [[4, 1207, "Invalid digit, Value 'x', Pos 0, Type: Integer", 0]],
  ],
  ["CSV: a quote that is not closed", "a varchar(9)", 'x\n"y\n', "CSV", CSV_QUOTE(2)],
  ["CSV: something behind a quote", "a varchar(9)", '"y"z\n', "CSV", CSV_QUOTE(1)],
  ["CSV: quotes before a carriage return", "a varchar(9)", '"y"\r\n"z"\r\n', "CSV", [["y"], ["z"]]],
  [
    "CSV: another quote and delimiter",
    "a varchar(9), b varchar(9)",
    "%a;b%;%c%%%\n",
    "CSV QUOTE '%' DELIMITER ';'",
    [["a;b", "c%"]],
  ],
  ["a mark of UTF-8 at the start", "a varchar(3)", "\ufeffx\n", "", [["x"]]],
  [
    "UTF-16, the larger byte first",
    "a varchar(9)",
    Buffer.from("\ufeffü\n", "utf16le").swap16(),
    "ENCODING UTF16",
    [["ü"]],
  ],
  ["Latin-1", "a varchar(9)", Buffer.from("ü\n", "latin1"), "ENCODING ISO88591", [["ü"]]],
  [
    "fixed width counts characters, not their parts",
    "a varchar(9), b int",
    "😀a1\n",
    "FIXEDWIDTH 'a:2,b:1'",
    [["😀a", 1]],
  ],
  [
    "fixed width: a line that is too short",
    "a varchar(9), b int",
    "x\n",
    "FIXEDWIDTH 'a:2,b:1'",
    [[1, 1214, "Delimiter not found", 0]],
  ],
  ["fewer values than columns", "a int, b int", "1\n", "", [[1, 1214, "Delimiter not found", 0]]],
  [
    "bytes that are not compressed",
    "a int",
    "1\n",
    "GZIP",
    "ERROR: Failed to decompress s3://landing/in/one: it is not in the GZIP format",
  ],
])("%s", async (_name, columns, text, options, expected) => {
  expect(await local.copied(columns, text, options)).toEqual(expected);
});
