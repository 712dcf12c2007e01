import type { CorpusGroup } from "./corpus-statement";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { QUERY_CLAUSES } from "./statements/query-clauses";
import { SUPER_VALUES } from "./statements/super-values";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [...DATE_FUNCTIONS, ...QUERY_CLAUSES, ...SUPER_VALUES];
