import type { StateResource } from "../../../../../access/terraform/plan-json";
import type { Difference } from "../../differences/difference";
import { TOLD_AROUND_FUNCTION, TOLD_FUNCTION } from "./function-settings";
import { NO_EFFECT, type SettingEffect, type ToldResource, tells } from "./told-setting";
import { TOLD_WATCHING } from "./watching-settings";

const TOLD: ReadonlyMap<string, ToldResource> = new Map(
  Object.entries({ aws_lambda_function: TOLD_FUNCTION, ...TOLD_AROUND_FUNCTION, ...TOLD_WATCHING }),
);

/**
 * What a difference does to the function, whatever any policy says: nobody can ask the simulator of a log's key or an alarm.
 *
 * @param base resources of the state that the difference is seen from
 */
export function settingEffect(
  { kind, edit, attribute }: Difference,
  base: readonly StateResource[],
): SettingEffect {
  if ("add" in edit) return NO_EFFECT;
  const address = "set" in edit ? edit.set : edit.remove;
  const resource = base.find((candidate) => candidate.address === address);
  const told = TOLD.get(resource?.type ?? "");
  if (resource === undefined || told === undefined) return NO_EFFECT;
  const { values } = resource;
  if (!("set" in edit)) return told.gone === undefined ? NO_EFFECT : tells(told.gone(values));
  const name = attribute ?? "";
  const tell = Object.hasOwn(told.settings, name) ? told.settings[name] : undefined;
  // What no link has is in both states.
  const before = kind === "unexpected" ? undefined : values[name];
  if (tell !== undefined) return tell({ before, now: edit.value, values });
  return told.others === undefined ? NO_EFFECT : tells(told.others);
}
