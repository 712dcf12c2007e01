import { dropDatabase, lackingCommand } from "./lacking-commands";
import { otherRights } from "./other-roles";
import type { RefusalRule } from "./refusal-rule";
import { unboundView } from "./unbound-views";
import { changeWithin, unsupportedChange, unsupportedCommand } from "./unsupported-commands";

/** In this order: the first that refuses is told. */
export const REFUSAL_RULES: readonly RefusalRule[] = [
  unsupportedCommand,
  unsupportedChange,
  changeWithin,
  otherRights,
  lackingCommand,
  dropDatabase,
  unboundView,
];
