import type { CorpusGroup } from "./corpus-statement";
import { AGGREGATES } from "./statements/aggregates";
import { ARITHMETIC } from "./statements/arithmetic";
import { CONDITIONS } from "./statements/conditions";
import { DATE_ARITHMETIC } from "./statements/date-arithmetic";
import { DATE_FUNCTIONS } from "./statements/date-functions";
import { NUMBER_FUNCTIONS } from "./statements/number-functions";
import { ORDERED_AGGREGATES } from "./statements/ordered-aggregates";
import { PATTERNS_AND_HASHES } from "./statements/patterns-and-hashes";
import { SUPER_VALUES } from "./statements/super-values";
import { SYSTEM_AND_UNSUPPORTED } from "./statements/system-and-unsupported";
import { TEXT_FUNCTIONS } from "./statements/text-functions";
import { WINDOW_FUNCTIONS } from "./statements/window-functions";
import { WINDOWS_OF_GROUPS } from "./statements/windows-of-groups";

/** Every statement that the local accounts are measured by. */
export const CORPUS: readonly CorpusGroup[] = [
  ...DATE_ARITHMETIC,
  ...DATE_FUNCTIONS,
  ...CONDITIONS,
  ...TEXT_FUNCTIONS,
  ...PATTERNS_AND_HASHES,
  ...ARITHMETIC,
  ...AGGREGATES,
  ...NUMBER_FUNCTIONS,
  ...ORDERED_AGGREGATES,
  ...WINDOW_FUNCTIONS,
  ...WINDOWS_OF_GROUPS,
  ...SUPER_VALUES,
  ...SYSTEM_AND_UNSUPPORTED,
];
