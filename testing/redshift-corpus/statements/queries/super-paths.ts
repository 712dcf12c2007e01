import type { CorpusGroup } from "../../corpus-statement";

const BASKETS = [
  "create table baskets (id int, who super, items super)",
  `insert into baskets values
    (1, json_parse('{"name":"Ito","address":{"city":"Kyoto","zip":[6,0,4]},"Level":"High"}'),
      json_parse('[{"sku":"a1","price":10,"tags":["new","red"]},{"sku":"b2","price":5.5,"tags":["old"]}]')),
    (2, json_parse('{"name":"Kim"}'), json_parse('[]')),
    (3, null, json_parse('[{"sku":"a1","price":7}]'))`,
];

export const SUPER_PATHS: readonly CorpusGroup[] = [
  {
    construct: "navigation of SUPER",
    page: "query-super",
    statements: [
      {
        setUp: BASKETS,
        sql: "select b.who.name from baskets b order by b.id",
        answer: { rows: [['"Ito"'], ['"Kim"'], [null]], columns: ["name"] },
      },
      {
        setUp: BASKETS,
        sql: "select b.who.address.city as city, b.who.address.zip[2] as z from baskets b where b.id = 1",
        answer: { rows: [['"Kyoto"', "4"]], columns: ["city", "z"] },
      },
      {
        setUp: BASKETS,
        sql: "select items[0].price from baskets order by id",
        answer: { rows: [["10"], [null], ["7"]], columns: ["price"] },
      },
      {
        setUp: BASKETS,
        sql: "select b.who.nothing.below[3].it from baskets b where id = 2",
        answer: { rows: [[null]], columns: ["it"] },
      },
      {
        setUp: BASKETS,
        sql: "select b.items[b.id - 1].sku from baskets b where b.id = 1",
        answer: { rows: [['"a1"']] },
      },
      {
        setUp: BASKETS,
        sql: "select count(*) from baskets where who.address.city is not null",
        answer: { rows: [["1"]] },
      },
      {
        setUp: BASKETS,
        sql: "with people as (select id, who as person from baskets) select p.person.name from people p where p.id = 2",
        answer: { rows: [['"Kim"']], columns: ["name"] },
      },
      {
        setUp: BASKETS,
        sql: "select s.w.address.zip from (select who as w, id from baskets) s where s.id = 1",
        answer: { rows: [["[6,0,4]"]] },
      },
      {
        setUp: [...BASKETS, "create view cities as select id, who.address from baskets"],
        sql: "select c.address.city from cities c where id = 1",
        answer: { rows: [['"Kyoto"']] },
      },
      {
        setUp: BASKETS,
        sql: "update baskets set id = 9 where who.address.city is not null",
        answer: { changed: 1 },
      },
      { setUp: BASKETS, sql: "delete from baskets where items[0].sku is null", answer: { changed: 1 } },
    ],
  },
  {
    construct: "unnesting of SUPER",
    page: "query-super",
    statements: [
      {
        setUp: BASKETS,
        sql: "select b.id, i.sku, i.price from baskets b, b.items i order by b.id, i.sku::varchar",
        answer: {
          rows: [
            ["1", '"a1"', "10"],
            ["1", '"b2"', "5.5"],
            ["3", '"a1"', "7"],
          ],
          columns: ["id", "sku", "price"],
        },
      },
      {
        setUp: BASKETS,
        sql: "select i.sku, at_place from baskets b, b.items as i at at_place where b.id = 1 order by at_place",
        answer: {
          rows: [
            ['"a1"', "0"],
            ['"b2"', "1"],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select i.sku, t from baskets b, b.items i, i.tags t order by t::varchar",
        answer: {
          rows: [
            ['"a1"', '"new"'],
            ['"b2"', '"old"'],
            ['"a1"', '"red"'],
          ],
          columns: ["sku", "t"],
        },
      },
      {
        setUp: BASKETS,
        sql: "select b.id, i.price from baskets b left join b.items i on true order by b.id, i.price::varchar",
        answer: {
          rows: [
            ["1", "10"],
            ["1", "5.5"],
            ["2", null],
            ["3", "7"],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select id, (select count(*) from b.items i) as n from baskets b order by id",
        answer: {
          rows: [
            ["1", "2"],
            ["2", "0"],
            ["3", "1"],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select x.id, count(*) from (select id, items from baskets) x, x.items group by x.id order by x.id",
        answer: {
          rows: [
            ["1", "2"],
            ["3", "1"],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select z from baskets b, b.who.address.zip z order by z::varchar",
        answer: { rows: [["0"], ["4"], ["6"]] },
      },
    ],
  },
  {
    construct: "UNNEST",
    page: "r_FROM_clause-unnest-examples",
    statements: [
      {
        setUp: BASKETS,
        sql: "select b.id, u.item.sku::varchar as sku, item.price::decimal(5,2) as price from baskets b, unnest(b.items) as u(item) order by 1, 2",
        answer: {
          rows: [
            ["1", "a1", "10.00"],
            ["1", "b2", "5.50"],
            ["3", "a1", "7.00"],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select b.id, u.item.sku, u.place, t.label from baskets b, unnest(b.items) with offset as u(item, place), unnest(u.item.tags) t(label) order by 1, 3, t.label::varchar",
        answer: {
          rows: [
            ["1", '"a1"', "0", '"new"'],
            ["1", '"a1"', "0", '"red"'],
            ["1", '"b2"', "1", '"old"'],
          ],
        },
      },
      {
        setUp: BASKETS,
        sql: "select b.id, u.offset_col from baskets b join unnest(b.items) with offset u(item) on u.item.price > 6 order by 1",
        answer: {
          rows: [
            ["1", "0"],
            ["3", "0"],
          ],
        },
      },
    ],
  },
  {
    construct: "case of attributes",
    page: "r_enable_case_sensitive_super_attribute",
    statements: [
      {
        setUp: [...BASKETS, "set enable_case_sensitive_super_attribute to true"],
        sql: "select b.who.Level, b.who.level as lower, b.who.NAME as shouted from baskets b where id = 1",
        answer: { rows: [['"High"', null, null]] },
      },
      {
        setUp: [...BASKETS, "set enable_case_sensitive_identifier to true"],
        sql: 'select b.who."Level" as quoted, b.who.Level as unquoted from baskets b where id = 1',
        answer: { rows: [['"High"', null]] },
      },
      {
        setUp: BASKETS,
        sql: 'select b.who."Level" as quoted, b.who.Level as unquoted from baskets b where id = 1',
        answer: { rows: [[null, null]] },
      },
      {
        setUp: [
          "create table logs (doc super)",
          `insert into logs values (json_parse('{"Items":[{"Sku":"x"},{"Sku":"y"}]}'))`,
          "set enable_case_sensitive_super_attribute to true",
        ],
        sql: "select i.Sku::varchar as sku from logs l, l.doc.Items i order by 1",
        answer: { rows: [["x"], ["y"]] },
      },
    ],
  },
  {
    construct: "UNPIVOT of objects",
    page: "query-super",
    statements: [
      {
        setUp: BASKETS,
        sql: "select k, v from baskets b, unpivot b.who as v at k where b.id = 1 and k <> 'address' order by k",
        answer: {
          rows: [
            ["Level", '"High"'],
            ["name", '"Ito"'],
          ],
          columns: ["k", "v"],
        },
      },
      {
        setUp: BASKETS,
        sql: "select count(*) from baskets b, unpivot b.who.address as v",
        answer: { rows: [["2"]] },
      },
    ],
  },
];
