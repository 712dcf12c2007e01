import type { CorpusGroup } from "./corpus-statement";
import { AGGREGATES } from "./statements/aggregates";
import { ALTER_TABLE } from "./statements/alter-table";
import { ARITHMETIC } from "./statements/arithmetic";
import { CHANGES } from "./statements/changes";
import { CONDITIONS } from "./statements/conditions";
import { CREATE_TABLE } from "./statements/create-table";
import { DATE_ARITHMETIC } from "./statements/date-arithmetic";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { NUMBER_FUNCTIONS } from "./statements/number-functions";
import { ORDERED_AGGREGATES } from "./statements/ordered-aggregates";
import { PATTERNS_AND_HASHES } from "./statements/patterns-and-hashes";
import { GROUPING } from "./statements/queries/grouping";
import { HIERARCHIES_AND_JOINS } from "./statements/queries/hierarchies-and-joins";
import { NAMES } from "./statements/queries/names";
import { QUERY_CLAUSES } from "./statements/queries/query-clauses";
import { SUPER_PATHS } from "./statements/queries/super-paths";
import { WINDOWS_AND_PIVOTS } from "./statements/queries/windows-and-pivots";
import { ROUTINES } from "./statements/routines";
import { SUPER_VALUES } from "./statements/super-values";
import { SYSTEM_AND_UNSUPPORTED } from "./statements/system-and-unsupported";
import { SYSTEM_VIEWS } from "./statements/system-views";
import { TEXT_FUNCTIONS } from "./statements/text-functions";
import { USERS_AND_GRANTS } from "./statements/users-and-grants";
import { VIEWS } from "./statements/views";
import { WINDOW_FUNCTIONS } from "./statements/window-functions";
import { WINDOWS_OF_GROUPS } from "./statements/windows-of-groups";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...AGGREGATES,
  ...ALTER_TABLE,
  ...ARITHMETIC,
  ...CHANGES,
  ...CONDITIONS,
  ...CREATE_TABLE,
  ...DATE_ARITHMETIC,
  ...DATE_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...ORDERED_AGGREGATES,
  ...PATTERNS_AND_HASHES,
  ...GROUPING,
  ...HIERARCHIES_AND_JOINS,
  ...NAMES,
  ...QUERY_CLAUSES,
  ...SUPER_PATHS,
  ...WINDOWS_AND_PIVOTS,
  ...ROUTINES,
  ...SUPER_VALUES,
  ...SYSTEM_AND_UNSUPPORTED,
  ...SYSTEM_VIEWS,
  ...TEXT_FUNCTIONS,
  ...USERS_AND_GRANTS,
  ...VIEWS,
  ...WINDOW_FUNCTIONS,
  ...WINDOWS_OF_GROUPS,
];
