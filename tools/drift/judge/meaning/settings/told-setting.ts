import type { Json } from "../../../../../aws/json";

/** What a difference in a setting does, where no policy decides it. */
export interface SettingEffect {
  readonly sentences: readonly string[];
  /** Somebody may do, or gets, what was not applied. Absent: nobody. */
  readonly grants?: true;
}

/** An attribute in Terraform's form, before and now, with all attributes of its resource before. */
export interface SeenSetting {
  readonly before: unknown;
  readonly now: unknown;
  readonly values: Json;
}

/** Says what a difference of one attribute does; no sentence: nothing beside what the finding shows. */
type TellSetting = (seen: SeenSetting) => SettingEffect;

/** What is said of the resources of one type. */
export interface ToldResource {
  /** What it means that the resource is gone. @param values its attributes before */
  readonly gone?: (values: Json) => string;
  /** By attribute. */
  readonly settings: Readonly<Record<string, TellSetting>>;
  /** Of any other attribute. Absent: nothing is said of it. */
  readonly others?: string;
}

/** Nothing to say. */
export const NO_EFFECT: SettingEffect = { sentences: [] };

/** A sentence, or several. */
export function tells(...sentences: readonly string[]): SettingEffect {
  return { sentences };
}

/** As {@link tells}, of what somebody gets by it. */
export function grantsThat(...sentences: readonly string[]): SettingEffect {
  return sentences.length === 0 ? NO_EFFECT : { sentences, grants: true };
}

/** Whether an attribute, as Terraform holds it, has no value. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || JSON.stringify(value) === "[]";
}

/** What was there before, behind what is there now; nothing where there was nothing. @param unit behind the value */
export function inPlaceOf(before: unknown, unit = ""): string {
  return isNothing(before) ? "" : ` in place of ${String(before)}${unit}`;
}

/** Whoever a destination belongs to reads what it gets. */
export function nowGetsInvocations(destinationArn: string): string {
  return `${destinationArn} now gets what the function answers or was asked`;
}
