import type { CorpusGroup } from "../corpus-statement";

export const PATTERNS_AND_HASHES: readonly CorpusGroup[] = [
  {
    construct: "DIFFERENCE",
    page: "DIFFERENCE",
    statements: [{ sql: "select difference('Robert', 'Rupert') as a", answer: { rows: [["4"]] } }],
  },
  {
    construct: "REGEXP_SUBSTR",
    page: "REGEXP_SUBSTR",
    statements: [
      {
        sql: "select regexp_substr('user@example.com', '@[^.]+') as a, regexp_substr('user', '@.*') as b",
        answer: { rows: [["@example", ""]] },
      },
      {
        sql: "select regexp_substr('a1b22c333', '[0-9]+', 1, 3) as a, regexp_substr('the Fox', 'fox', 1, 1, 'i') as b, regexp_substr('k=v', '([a-z])=([a-z])', 1, 1, 'e') as c",
        answer: { rows: [["333", "Fox", "k"]] },
      },
    ],
  },
  {
    construct: "REGEXP_COUNT",
    page: "REGEXP_COUNT",
    statements: [
      {
        sql: "select regexp_count('abcABCabc', '[a-z]{3}') as a, regexp_count('abcABC', 'abc', 1, 'i') as b, regexp_count('aaaa', 'a', 3) as c",
        answer: { rows: [["2", "2", "2"]], types: ["int4", "int4", "int4"] },
      },
    ],
  },
  {
    construct: "REGEXP_INSTR",
    page: "REGEXP_INSTR",
    statements: [
      {
        sql: "select regexp_instr('info@example.org', '@[^.]*') as a, regexp_instr('abcabc', 'b', 1, 2) as b, regexp_instr('abc', 'b', 1, 1, 1) as c, regexp_instr('abc', 'x') as d",
        answer: { rows: [["5", "5", "3", "0"]] },
      },
    ],
  },
  {
    construct: "REGEXP_REPLACE",
    page: "REGEXP_REPLACE",
    statements: [
      {
        sql: "select regexp_replace('a.b.c', '[.]', '-') as a, regexp_replace('user@example.com', '@.*') as b",
        answer: { rows: [["a-b-c", "user"]] },
      },
      {
        sql: "select regexp_replace('the fox', 'FOX', 'quick brown fox', 1, 'i') as a, regexp_replace('a1', '([a-z])([0-9])', '$2$1') as b",
        answer: { rows: [["the quick brown fox", "1a"]] },
      },
    ],
  },
  {
    construct: "LIKE",
    page: "r_patternmatching_condition_like",
    statements: [
      {
        sql: "select 'start_end' like 'start\\_%' as a, 'ABC' ilike 'a%' as b, 'ABC' like 'a%' as c, 'a%b' like 'a^%b' escape '^' as d",
        answer: { rows: [["t", "t", "f", "t"]] },
      },
    ],
  },
  {
    construct: "SIMILAR TO",
    page: "pattern-matching-conditions-similar-to",
    statements: [
      {
        sql: "select 'Newark' similar to '%e%|%h%' as a, 'abc' similar to 'a' as b",
        answer: { rows: [["t", "f"]] },
      },
    ],
  },
  {
    construct: "POSIX operators",
    page: "pattern-matching-conditions-posix",
    statements: [
      { sql: "select 'Redshift' ~ '.*shift$' as a, 'abc' !~ '^a' as b", answer: { rows: [["t", "f"]] } },
    ],
  },
  {
    construct: "MD5",
    page: "r_MD5",
    statements: [
      {
        sql: "select md5('Amazon Redshift') as m",
        answer: { rows: [["f7415e33f972c03abd4f3fed36748f7a"]], types: ["varchar"] },
      },
    ],
  },
  {
    construct: "SHA1",
    page: "r_SHA1",
    statements: [
      {
        sql: "select sha1('abc') as a, func_sha1('abc') = sha('abc') as b",
        answer: { rows: [["a9993e364706816aba3e25717850c26c9cd0d89d", "t"]] },
      },
    ],
  },
  {
    construct: "SHA2",
    page: "SHA2",
    statements: [
      {
        sql: "select sha2('abc', 256) as a, sha2('abc', 0) = sha2('abc', 256) as b, len(sha2('abc', 512)) as c",
        answer: { rows: [["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "t", "128"]] },
      },
    ],
  },
  {
    construct: "CRC32",
    page: "crc32-function",
    statements: [{ sql: "select crc32('Amazon Redshift') as c", answer: { rows: [["f2726906"]] } }],
  },
  {
    construct: "FNV_HASH",
    page: "r_FNV_HASH",
    statements: [
      {
        sql: "select fnv_hash(1) as a, fnv_hash(1::bigint) as b, fnv_hash(1::smallint) as c",
        answer: {
          rows: [["-5968735742475085980", "-8517097267634966620", "589727492704079044"]],
          types: ["int8", "int8", "int8"],
        },
      },
      {
        sql: "select fnv_hash('Amazon Redshift') as a, fnv_hash('Amazon Redshift', fnv_hash(1)) as b",
        answer: { rows: [["7783490368944507294", "-2202602717770968555"]] },
      },
      { sql: "select fnv_hash('abcd') = fnv_hash('cd', fnv_hash('ab')) as same", answer: { rows: [["t"]] } },
    ],
  },
];
