import type { Plan } from "../../../../access/terraform/plan";
import type { StateResource } from "../../../../access/terraform/plan-json";
import type { Difference } from "./difference";
import { nameOf } from "./resource-name";

/** The code of one function, each as base64 of its SHA-256; absent: no state tells it. */
interface RunningCode {
  readonly resource: StateResource;
  /** What the last apply deployed. */
  readonly deployed?: string;
  /** What Lambda has. */
  readonly running?: string;
}

/**
 * Functions that run other code than was deployed. Every run compares the two hashes: as a change of one of them it would be
 * seen until the next apply writes it into the state, and no plan shows it afterwards.
 */
export function codeDifferences(plan: Pick<Plan, "prior" | "refreshed">): readonly Difference[] {
  return codeOfFunctions(plan).flatMap(({ resource, deployed, running }) => {
    if (deployed === undefined || running === undefined || deployed === running) return [];
    const { address, type, values } = resource;
    const attribute = "code_sha256";
    return [
      {
        kind: "code",
        address,
        attribute,
        summary: `${nameOf(type, values)} runs other code than was deployed`,
        before: deployed,
        after: running,
        edit: { set: address, attribute, value: running },
      },
    ];
  });
}

/** Addresses of the functions whose code cannot be compared, because a state lacks one of the two hashes. */
export function uncomparedCode(plan: Pick<Plan, "prior" | "refreshed">): readonly string[] {
  return codeOfFunctions(plan)
    .filter(({ deployed, running }) => deployed === undefined || running === undefined)
    .map(({ resource }) => resource.address);
}

/**
 * The declared hash is the configuration's (`source_code_hash`): Terraform keeps it as the last apply wrote it, whatever Lambda
 * has. A state without it was imported; then the code is the one that the last apply found. Providers before 5.51 know no
 * `code_sha256` and read the hash of the code into the declared one.
 */
function codeOfFunctions({ prior, refreshed }: Pick<Plan, "prior" | "refreshed">): readonly RunningCode[] {
  const before = new Map(prior.map(({ address, values }) => [address, values]));
  return refreshed
    .filter(({ type }) => type === "aws_lambda_function")
    .map((resource) => {
      const { values } = resource;
      const known = before.get(resource.address) ?? {};
      const deployed = text(known.source_code_hash) ?? text(known.code_sha256);
      const running = text(values.code_sha256) ?? text(values.source_code_hash);
      return {
        resource,
        ...(deployed === undefined ? {} : { deployed }),
        ...(running === undefined ? {} : { running }),
      };
    });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
