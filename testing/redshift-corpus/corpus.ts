import type { CorpusGroup } from "./corpus-statement";
import { ALTER_TABLE } from "./statements/alter-table";
import { CHANGES } from "./statements/changes";
import { CREATE_TABLE } from "./statements/create-table";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { QUERY_CLAUSES } from "./statements/query-clauses";
import { SUPER_VALUES } from "./statements/super-values";
import { USERS_AND_GRANTS } from "./statements/users-and-grants";
import { VIEWS } from "./statements/views";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...DATE_FUNCTIONS,
  ...QUERY_CLAUSES,
  ...SUPER_VALUES,
  ...CREATE_TABLE,
  ...CHANGES,
  ...ALTER_TABLE,
  ...VIEWS,
  ...USERS_AND_GRANTS,
];
