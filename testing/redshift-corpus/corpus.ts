import type { CorpusGroup } from "./corpus-statement";
import { ALTER_TABLE } from "./definitions/alter-table";
import { CATALOGUE_LISTS } from "./definitions/catalogue-lists";
import { CHANGES } from "./definitions/changes";
import { CREATE_TABLE } from "./definitions/create-table";
import { CURSORS_AND_COMMENTS } from "./definitions/cursors-and-comments";
import { EXECUTED_TEXTS } from "./definitions/executed-texts";
import { NAMED_PROCEDURES } from "./definitions/named-procedures";
import { RIGHTS_AND_SETTINGS } from "./definitions/rights-and-settings";
import { ROUTINES } from "./definitions/routines";
import { SYSTEM_VIEWS } from "./definitions/system-views";
import { USERS_AND_GRANTS } from "./definitions/users-and-grants";
import { VIEWS } from "./definitions/views";
import { AGGREGATES } from "./statements/aggregates";
import { ARITHMETIC } from "./statements/arithmetic";
import { CONDITIONS } from "./statements/conditions";
import { DATE_ARITHMETIC } from "./statements/date-arithmetic";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { DOCUMENTED_FUNCTIONS } from "./statements/documented-functions";
import { NUMBER_FUNCTIONS } from "./statements/number-functions";
import { ORDERED_AGGREGATES } from "./statements/ordered-aggregates";
import { PATTERNS_AND_HASHES } from "./statements/patterns-and-hashes";
import { PUBLIC_PROJECTS } from "./statements/public-projects";
import { GROUPING } from "./statements/queries/grouping";
import { HIERARCHIES_AND_JOINS } from "./statements/queries/hierarchies-and-joins";
import { LONG_NAMES } from "./statements/queries/long-names";
import { NAMES } from "./statements/queries/names";
import { QUERY_CLAUSES } from "./statements/queries/query-clauses";
import { RECURSIVE_QUERIES } from "./statements/queries/recursive-queries";
import { SUPER_PATHS } from "./statements/queries/super-paths";
import { WINDOWS_AND_PIVOTS } from "./statements/queries/windows-and-pivots";
import { REFUSED_QUERIES } from "./statements/refused-queries";
import { SUPER_VALUES } from "./statements/super-values";
import { SYSTEM_AND_UNSUPPORTED } from "./statements/system-and-unsupported";
import { TEXT_FUNCTIONS } from "./statements/text-functions";
import { VALUES_BY_TYPE } from "./statements/values-by-type";
import { WINDOW_FUNCTIONS } from "./statements/window-functions";
import { WINDOWS_OF_GROUPS } from "./statements/windows-of-groups";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...ALTER_TABLE,
  ...CATALOGUE_LISTS,
  ...CHANGES,
  ...CREATE_TABLE,
  ...CURSORS_AND_COMMENTS,
  ...EXECUTED_TEXTS,
  ...NAMED_PROCEDURES,
  ...ROUTINES,
  ...RIGHTS_AND_SETTINGS,
  ...SYSTEM_VIEWS,
  ...USERS_AND_GRANTS,
  ...VIEWS,
  ...AGGREGATES,
  ...ARITHMETIC,
  ...CONDITIONS,
  ...DATE_ARITHMETIC,
  ...DATE_FUNCTIONS,
  ...DOCUMENTED_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...ORDERED_AGGREGATES,
  ...PATTERNS_AND_HASHES,
  ...PUBLIC_PROJECTS,
  ...GROUPING,
  ...HIERARCHIES_AND_JOINS,
  ...LONG_NAMES,
  ...NAMES,
  ...QUERY_CLAUSES,
  ...RECURSIVE_QUERIES,
  ...SUPER_PATHS,
  ...WINDOWS_AND_PIVOTS,
  ...REFUSED_QUERIES,
  ...SUPER_VALUES,
  ...SYSTEM_AND_UNSUPPORTED,
  ...TEXT_FUNCTIONS,
  ...VALUES_BY_TYPE,
  ...WINDOW_FUNCTIONS,
  ...WINDOWS_OF_GROUPS,
];
