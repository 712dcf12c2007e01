import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";
import { readStateFile } from "../../states/state-file";
import type { StateResource } from "./plan-json";

/** Files in a plan file: the prior state, and the refreshed one. */
const PRIOR = "tfstate-prev";
const REFRESHED = "tfstate";

/** A state as Terraform writes it since 0.12, one plain object per resource; whatever else a state can hold is refused. */
const PLAIN_STATE = z.object({
  version: z.literal(4),
  resources: z.array(
    z.object({
      module: z.never().optional(),
      mode: z.enum(["managed", "data"]),
      type: z.string(),
      name: z.string(),
      instances: z.tuple([
        z.object({
          index_key: z.never().optional(),
          deposed: z.never().optional(),
          status: z.never().optional(),
          attributes: z.record(z.string(), z.unknown()),
        }),
      ]),
    }),
  ),
});

/** The states that Terraform saves with a plan, see `PlanState`; data sources included. */
export interface SavedStates {
  readonly prior: readonly StateResource[];
  readonly refreshed: readonly StateResource[];
}

/**
 * The states in a plan file. That file is Terraform's own (https://developer.hashicorp.com/terraform/internals/json-format
 * names `terraform show` as its reader), so this one takes only what it knows exactly.
 *
 * @returns `undefined` for any other file, and for states with modules, `count`, tainted or deposed objects
 */
export function savedStates(planFile: string): SavedStates | undefined {
  try {
    const files = unzipSync(readFileSync(planFile), {
      filter: ({ name }) => [PRIOR, REFRESHED].includes(name),
    });
    return { prior: resourcesIn(files[PRIOR]), refreshed: resourcesIn(files[REFRESHED]) };
  } catch {
    // No archive, no such entry, no JSON, no such state: all the same to the caller, who has another way.
    return undefined;
  }
}

function resourcesIn(file: Uint8Array = new Uint8Array()): readonly StateResource[] {
  return readStateFile(PLAIN_STATE.parse(JSON.parse(strFromU8(file))));
}
