import { dropDatabase, dropExternalDatabase, lackingCommand, providedName } from "./lacking-commands";
import { laterForms } from "./later-forms";
import { otherRights } from "./other-roles";
import type { RefusalRule } from "./refusal-rule";
import { unlikeOrders } from "./sorted-aggregates";
import { unboundView } from "./unbound-views";
import {
  changeWithin,
  subqueriesInRows,
  unsupportedChange,
  unsupportedCommand,
} from "./unsupported-commands";

/** In this order: the first that refuses is told. */
export const REFUSAL_RULES: readonly RefusalRule[] = [
  unsupportedCommand,
  laterForms,
  unsupportedChange,
  changeWithin,
  otherRights,
  lackingCommand,
  dropDatabase,
  dropExternalDatabase,
  providedName,
  subqueriesInRows,
  unlikeOrders,
  unboundView,
];
