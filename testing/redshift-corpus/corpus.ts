import type { CorpusGroup } from "./corpus-statement";
import { ALTER_TABLE } from "./definitions/alter-table";
import { CHANGES } from "./definitions/changes";
import { CREATE_TABLE } from "./definitions/create-table";
import { ROUTINES } from "./definitions/routines";
import { SYSTEM_VIEWS } from "./definitions/system-views";
import { USERS_AND_GRANTS } from "./definitions/users-and-grants";
import { VIEWS } from "./definitions/views";
import { DATE_FUNCTIONS } from "./statements/date-functions";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...DATE_FUNCTIONS,
  ...CREATE_TABLE,
  ...CHANGES,
  ...ALTER_TABLE,
  ...VIEWS,
  ...ROUTINES,
  ...SYSTEM_VIEWS,
  ...USERS_AND_GRANTS,
];
