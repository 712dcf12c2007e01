import { type CsvOptions, readCsv } from "../../../../../emulator/redshift-data/copy/read/csv-records";
import {
  type DelimitedOptions,
  readDelimited,
} from "../../../../../emulator/redshift-data/copy/read/delimited-records";
import { readFixedWidth } from "../../../../../emulator/redshift-data/copy/read/fixed-width-records";
import { type ToldRecord, toldRecords } from "../../../../../testing/emulator/copy/told-records";

const csv = (text: string, options: Partial<CsvOptions> = {}) =>
  toldRecords((sink) =>
    readCsv(
      text,
      { ...{ delimiter: ",", quote: '"', headerLines: 0, ignoresBlankLines: false }, ...options },
      sink,
    ),
  );
const delimited = (text: string, options: Partial<DelimitedOptions> = {}) =>
  toldRecords((sink) =>
    readDelimited(
      text,
      {
        ...{ delimiter: "|", escapes: false, removesQuotes: false, headerLines: 0, ignoresBlankLines: false },
        ...options,
      },
      sink,
    ),
  );
const NO_QUOTE = "Invalid quote formatting for CSV";

test.each<[string, Partial<CsvOptions>, ToldRecord[]]>([
  ["", {}, []],
  ["a,b", {}, [[1, ["a", "b"], "a,b"]]],
  [
    "a,b\r\nc,d\r\n",
    {},
    [
      [1, ["a", "b"], "a,b"],
      [2, ["c", "d"], "c,d"],
    ],
  ],
  [
    'a,"b"\r\n"c",d\r\n',
    {},
    [
      [1, ["a", "b"], 'a,"b"'],
      [2, ["c", "d"], '"c",d'],
    ],
  ],
  ['"a",', {}, [[1, ["a", ""], '"a",']]],
  [',"a"', {}, [[1, ["", "a"], ',"a"']]],
  [
    '"a\r\nb","c""d"\n"e"',
    {},
    [
      [1, ["a\r\nb", 'c"d'], '"a\r\nb","c""d"'],
      [3, ["e"], '"e"'],
    ],
  ],
  ['a"b,c\n', {}, [[1, ['a"b', "c"], 'a"b,c']]],
  // "White space between the delimiters and the quotation mark characters is ignored", CSV.
  [' "a,b"\t, c ,"d" \r\n', {}, [[1, ["a,b", " c ", "d"], ' "a,b"\t, c ,"d" ']]],
  ['\t"a"\t b', { delimiter: "\t" }, [[1, ["", "a", " b"], '\t"a"\t b']]],
  [
    'a\n"b"\nc\n"d"\n',
    {},
    [
      [1, ["a"], "a"],
      [2, ["b"], '"b"'],
      [3, ["c"], "c"],
      [4, ["d"], '"d"'],
    ],
  ],
  [
    '"a"b,c\nd',
    {},
    [
      [1, NO_QUOTE, '"a"b,c'],
      [2, ["d"], "d"],
    ],
  ],
  [
    'a\n"b\nc',
    {},
    [
      [1, ["a"], "a"],
      [2, NO_QUOTE, '"b\nc'],
    ],
  ],
  [
    "\n\r\na",
    {},
    [
      [1, [""], ""],
      [2, [""], ""],
      [3, ["a"], "a"],
    ],
  ],
  ["\n\r\na", { ignoresBlankLines: true }, [[3, ["a"], "a"]]],
  ["h\n", { headerLines: 1 }, []],
  ["h\nh\na", { headerLines: 2 }, [[3, ["a"], "a"]]],
  ["h", { headerLines: 9 }, []],
  // "White space between the delimiters and the quotation mark characters is ignored", but a tab that is the delimiter.
  [
    ' "a b" ,\t"c"\t, d \n"e",  ,"f"  \r\n',
    {},
    [
      [1, ["a b", "c", " d "], ' "a b" ,\t"c"\t, d '],
      [2, ["e", "  ", "f"], '"e",  ,"f"  '],
    ],
  ],
  ['"a"\t\t "b" ', { delimiter: "\t" }, [[1, ["a", "", "b"], '"a"\t\t "b" ']]],
  ['"a" x,b', {}, [[1, NO_QUOTE, '"a" x,b']]],
  ["'a,b'\t'c''d'", { quote: "'", delimiter: "\t" }, [[1, ["a,b", "c'd"], "'a,b'\t'c''d'"]]],
])("CSV %j, %j", (text, options, expected) => {
  expect(csv(text, options)).toEqual(expected);
});

const ESCAPES = { escapes: true };
const QUOTES = { removesQuotes: true };
const BOTH = { ...ESCAPES, ...QUOTES };

test.each<[string, Partial<DelimitedOptions>, ToldRecord[]]>([
  ["", {}, []],
  [
    "a|b\r\nc|\r\n",
    {},
    [
      [1, ["a", "b"], "a|b"],
      [2, ["c", ""], "c|"],
    ],
  ],
  ["a\r\n", ESCAPES, [[1, ["a"], "a"]]],
  [
    "\na",
    {},
    [
      [1, [""], ""],
      [2, ["a"], "a"],
    ],
  ],
  ["\r\na", { ignoresBlankLines: true }, [[2, ["a"], "a"]]],
  ["h\na", { headerLines: 1 }, [[2, ["a"], "a"]]],
  ["a~~b~c", { delimiter: "~~" }, [[1, ["a", "b~c"], "a~~b~c"]]],
  ["a\\~~b~~c", { ...ESCAPES, delimiter: "~~" }, [[1, ["a~~b", "c"], "a\\~~b~~c"]]],
  ["a\\|b|c\\\\|d", ESCAPES, [[1, ["a|b", "c\\", "d"], "a\\|b|c\\\\|d"]]],
  [
    "a\\\nb|c\nd",
    ESCAPES,
    [
      [1, ["a\nb", "c"], "a\\\nb|c"],
      [3, ["d"], "d"],
    ],
  ],
  ["a\\\\\\\nb", ESCAPES, [[1, ["a\\\nb"], "a\\\\\\\nb"]]],
  ["a\\", ESCAPES, [[1, ["a\\"], "a\\"]]],
  ["\\N|x\\Ny|\\\\N|\\N", ESCAPES, [[1, ["\\N", "xNy", "\\N", "\\N"], "\\N|x\\Ny|\\\\N|\\N"]]],
  ["\\\\N|a", ESCAPES, [[1, ["\\N", "a"], "\\\\N|a"]]],
  ["\\Nx", ESCAPES, [[1, ["Nx"], "\\Nx"]]],
  ["a\\||", ESCAPES, [[1, ["a|", ""], "a\\||"]]],
  ["'a|b'|\"c'd\"|'it's'", QUOTES, [[1, ["a|b", "c'd", "it's"], "'a|b'|\"c'd\"|'it's'"]]],
  ["a'b|c", QUOTES, [[1, ["a'b", "c"], "a'b|c"]]],
  ["''|x", QUOTES, [[1, ["", "x"], "''|x"]]],
  // "Data conversion parameters", ESCAPE: rows 3 and 4, and what is escaped before a quote's end.
  ["3| A \\| B \\| C", BOTH, [[1, ["3", " A | B | C"], "3| A \\| B \\| C"]]],
  ["4| 'A'|'Night\\'s'", BOTH, [[1, ["4", " 'A'", "Night's"], "4| 'A'|'Night\\'s'"]]],
  ["'a|b\\'|c'|\"\\N\"|\\'d'", BOTH, [[1, ["a|b'|c", "\\N", "'d'"], "'a|b\\'|c'|\"\\N\"|\\'d'"]]],
  [
    "'a\\'\nb'\\\n|'c'",
    BOTH,
    [
      [1, "Delimiter not found", "'a\\'"],
      [2, ["b'\n", "c"], "b'\\\n|'c'"],
    ],
  ],
  ["'a'|b", BOTH, [[1, ["a", "b"], "'a'|b"]]],
  ["'a'~~b~~'c'", { ...QUOTES, delimiter: "~~" }, [[1, ["a", "b", "c"], "'a'~~b~~'c'"]]],
  [
    "'a|b\nc",
    QUOTES,
    [
      [1, "Delimiter not found", "'a|b"],
      [2, ["c"], "c"],
    ],
  ],
  // A quote behind a backslash stays, and one around the value does not.
  [
    '\'A \\\'s\'|\\\'x\'|"a|b"|"\\N"|"c\\\\"',
    { ...ESCAPES, ...QUOTES },
    [[1, ["A 's", "'x'", "a|b", "\\N", "c\\"], '\'A \\\'s\'|\\\'x\'|"a|b"|"\\N"|"c\\\\"']],
  ],
  ["'it\\'", { ...ESCAPES, ...QUOTES }, [[1, "Delimiter not found", "'it\\'"]]],
  ["'a~~b'~~\\c", { ...ESCAPES, ...QUOTES, delimiter: "~~" }, [[1, ["a~~b", "c"], "'a~~b'~~\\c"]]],
])("delimited %j, %j", (text, options, expected) => {
  expect(delimited(text, options)).toEqual(expected);
});

test.each<[string, object, ToldRecord[]]>([
  [
    " a b1\r\n  c2",
    {},
    [
      [1, [" a b", "1"], " a b1"],
      [2, ["  c2", ""], "  c2"],
    ],
  ],
  [
    "abc\n\nabcd\n",
    {},
    [
      [1, "Delimiter not found", "abc"],
      [2, "Delimiter not found", ""],
      [3, ["abcd", ""], "abcd"],
    ],
  ],
  ["h\n\nabcdef\n", { headerLines: 1, ignoresBlankLines: true }, [[3, ["abcd", "ef"], "abcdef"]]],
])("fixed width %j, %j", (text, options, expected) => {
  const columns = [
    { label: "a", width: 4 },
    { label: "b", width: 3 },
  ];
  const all = { headerLines: 0, ignoresBlankLines: false, ...options };
  expect(toldRecords((sink) => readFixedWidth(text, columns, all, sink))).toEqual(expected);
});
