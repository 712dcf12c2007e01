import type { CorpusGroup } from "./corpus-statement";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { GROUPING } from "./statements/grouping";
import { HIERARCHIES_AND_JOINS } from "./statements/hierarchies-and-joins";
import { NAMES } from "./statements/names";
import { QUERY_CLAUSES } from "./statements/query-clauses";
import { SUPER_PATHS } from "./statements/super-paths";
import { SUPER_VALUES } from "./statements/super-values";
import { WINDOWS_AND_PIVOTS } from "./statements/windows-and-pivots";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...DATE_FUNCTIONS,
  ...GROUPING,
  ...HIERARCHIES_AND_JOINS,
  ...NAMES,
  ...QUERY_CLAUSES,
  ...SUPER_PATHS,
  ...SUPER_VALUES,
  ...WINDOWS_AND_PIVOTS,
];
