import type { CorpusGroup } from "./corpus-statement";
import { CREATE_TABLE } from "./statements/create-table";
import { DATE_FUNCTIONS } from "./statements/date-functions";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [...DATE_FUNCTIONS, ...CREATE_TABLE];
