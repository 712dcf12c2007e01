import { lineOfError } from "../../../rehearsal/queries/line-of-error";

const DENIED = "ERROR: permission denied for relation payroll";
const NO_COLUMN = 'ERROR: column "regionn" does not exist';

test.each([
  ["SELECT 'payroll' AS kind\nFROM payroll", DENIED, 1],
  ["-- From payroll.\nSELECT 1 /* payroll */\nFROM public.payroll", DENIED, 2],
  ["SELECT payroll.id,\n  payroll\nFROM sales,\n  payroll", DENIED, 3],
  [
    "SELECT id, payroll\nFROM sales\nJOIN (\n  SELECT id FROM other JOIN PAYROLL USING (id)) p USING (id)",
    DENIED,
    3,
  ],
  ["WITH a AS (SELECT 1)\nINSERT INTO\n  payroll (payroll)\nSELECT 1", DENIED, 2],
  ['SELECT 1\nFROM "payroll"', DENIED, 1],
  ["SELECT 1 AS payroll", DENIED, 0],
  ["SELECT 'regionn',\n  s.regionn\nFROM sales s", NO_COLUMN, 1],
  ["SELECT 1\nFROM sales WHERE 'payroll' = :payroll", DENIED, 0],
  ["SELECT 1,\n  nothing(2)", "ERROR: function nothing(integer) does not exist", 1],
  ["SELECT 1", "ERROR: out of memory", 0],
])("of %j, %s is about line %d", (sql, error, line) => {
  expect(lineOfError(sql, error)).toBe(line);
});
