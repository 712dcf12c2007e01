import type { CorpusGroup } from "../corpus-statement";

export const TEXT_FUNCTIONS: readonly CorpusGroup[] = [
  {
    construct: "Concatenation",
    page: "r_concat_op",
    statements: [
      {
        sql: "select 'a' || null as a, 'a' || 1 as b, 2 || '-' || 3.5 as c",
        answer: { rows: [[null, "a1", "2-3.5"]] },
      },
      {
        sql: "select 'Red' + 'shift' as a, name + '!' as b from (select 'x'::varchar as name)",
        answer: { rows: [["Redshift", "x!"]] },
      },
    ],
  },
  {
    construct: "CONCAT",
    page: "r_CONCAT",
    statements: [
      {
        sql: "select concat('a', 'b') as a, concat('a', null) as b, concat('n', 5) as c",
        answer: { rows: [["ab", null, "n5"]] },
      },
      {
        sql: "select concat('a', 'b', 'c')",
        answer: { refused: 'function concat("unknown", "unknown", "unknown") does not exist' },
      },
    ],
  },
  {
    construct: "LEN",
    page: "r_LEN",
    statements: [
      {
        sql: "select len('café') as a, length('x  ') as b, len('ab '::char(5)) as c, octet_length('café') as d",
        answer: { rows: [["4", "3", "2", "5"]], types: ["int4", "int4", "int4", "int4"] },
      },
      {
        sql: "select len(null) as a, len('') as b, textlen('abc') as c, len(12345) as d",
        answer: { rows: [[null, "0", "3", "5"]] },
      },
    ],
  },
  {
    construct: "CHARINDEX",
    page: "r_CHARINDEX",
    statements: [
      {
        sql: "select charindex('fish', 'dogfish') as a, charindex('cat', 'dogfish') as b, strpos('dogfish', 'fish') as c, position('g' in 'dogfish') as d",
        answer: { rows: [["4", "0", "4", "3"]], types: ["int4", "int4", "int4", "int4"] },
      },
    ],
  },
  {
    construct: "STRTOL",
    page: "r_STRTOL",
    statements: [
      {
        sql: "select strtol('abcd', 16) as a, strtol('0xff', 16) as b, strtol('110101', 2) as c, strtol('-12', 8) as d",
        answer: { rows: [["43981", "255", "53", "-10"]], types: ["int8", "int8", "int8", "int8"] },
      },
    ],
  },
  {
    construct: "SPLIT_PART",
    page: "SPLIT_PART",
    statements: [
      {
        setUp: Array.from({ length: 7 }, () => "select split_part('a-b', '-', 2)"),
        sql: "select split_part(word, '-', 2) from (select 'a-c'::varchar as word)",
        answer: { rows: [["c"]] },
      },
      {
        sql: "select split_part('a$b$c', '$', 3) as a, split_part('a$b', '$', 4) as b, split_part('abc', '$', 1) as c",
        answer: { rows: [["c", "", "abc"]] },
      },
      {
        sql: "select split_part('a,b', ',', 0)",
        answer: { refused: "Field position must be greater than zero" },
      },
    ],
  },
  {
    construct: "SUBSTRING",
    page: "r_SUBSTRING",
    statements: [
      {
        sql: "select substring('caterpillar', 6, 4) as a, substring('caterpillar', 0, 3) as b, substring('caterpillar', -2, 5) as c, substr('abc', 2) as d",
        answer: { rows: [["pill", "ca", "ca", "bc"]] },
      },
      {
        sql: "select substring('pilot' from 2 for 2) as a, substring(20240506, 1, 4) as b, left('pilot', 3) as c, right('pilot', 2) as d",
        answer: { rows: [["il", "2024", "pil", "ot"]] },
      },
    ],
  },
  {
    construct: "TRIM",
    page: "r_TRIM",
    statements: [
      {
        sql: "select trim('  a  ') as a, btrim('xxaxx', 'x') as b, ltrim('0012', '0') as c, rtrim('1.500', '0') as d, trim(both '\"' from '\"q\"') as e",
        answer: { rows: [["a", "a", "12", "1.5", "q"]] },
      },
    ],
  },
  {
    construct: "LPAD",
    page: "r_LPAD",
    statements: [
      {
        sql: "select lpad('7', 3, '0') as a, rpad('ab', 4, 'xy') as b, lpad('abcd', 2) as c",
        answer: { rows: [["007", "abxy", "ab"]] },
      },
    ],
  },
  {
    construct: "REPLICATE",
    page: "r_REPLICATE",
    statements: [
      { sql: "select replicate('ab', 3) as a, repeat('x', 0) as b", answer: { rows: [["ababab", ""]] } },
    ],
  },
  {
    construct: "TRANSLATE",
    page: "r_TRANSLATE",
    statements: [
      {
        sql: "select translate('mint tea', 'inea', 'osin') as a, translate('a-b', '-', '') as b, replace('aXbX', 'X', '-') as c",
        answer: { rows: [["most tin", "ab", "a-b-"]] },
      },
    ],
  },
  {
    construct: "INITCAP",
    page: "r_INITCAP",
    statements: [
      {
        sql: "select initcap('new york city') as a, upper('é') as b, lower('ABC') as c",
        answer: { rows: [["New York City", "É", "abc"]] },
      },
    ],
  },
  {
    construct: "REVERSE",
    page: "r_REVERSE",
    statements: [
      { sql: "select reverse('Frog') as a, reverse(null) as b", answer: { rows: [["gorF", null]] } },
    ],
  },
  {
    construct: "CHR and ASCII",
    page: "r_CHR",
    statements: [
      {
        sql: "select chr(65) as a, ascii('amazon') as b, ascii('') as c",
        answer: { rows: [["A", "97", "0"]] },
      },
    ],
  },
  {
    construct: "QUOTE_IDENT",
    page: "r_QUOTE_IDENT",
    statements: [
      {
        sql: "select quote_ident('Select Me') as a, quote_literal('it''s') as b",
        answer: { rows: [['"Select Me"', "'it''s'"]] },
      },
    ],
  },
  {
    construct: "OCTETINDEX",
    page: "OCTETINDEX",
    statements: [
      {
        sql: "select octetindex('q', 'Άμαζον q') as a, charindex('q', 'Άμαζον q') as b",
        answer: { rows: [["14", "8"]] },
      },
    ],
  },
  {
    construct: "BPCHARCMP",
    page: "r_BPCHARCMP",
    statements: [
      {
        sql: "select bpcharcmp('Seattle'::char(10), 'Seattle'::char(12)) as a, bpcharcmp('a', 'b') as b, bttext_pattern_cmp('b', 'a') as c",
        answer: { rows: [["0", "-1", "1"]] },
      },
    ],
  },
  {
    construct: "SOUNDEX",
    page: "SOUNDEX",
    statements: [
      {
        sql: "select soundex('Robert') as a, soundex('Rupert') as b, soundex('Tymczak') as c, soundex('') as d",
        answer: { rows: [["R163", "R163", "T522", ""]] },
      },
    ],
  },
];
