import type { CorpusGroup } from "./corpus-statement";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { GROUPING } from "./statements/queries/grouping";
import { HIERARCHIES_AND_JOINS } from "./statements/queries/hierarchies-and-joins";
import { NAMES } from "./statements/queries/names";
import { QUERY_CLAUSES } from "./statements/queries/query-clauses";
import { SUPER_PATHS } from "./statements/queries/super-paths";
import { WINDOWS_AND_PIVOTS } from "./statements/queries/windows-and-pivots";
import { SUPER_VALUES } from "./statements/super-values";

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
