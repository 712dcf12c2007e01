/** A `Resource` or `NotResource` that IAM refuses. */
export type ResourceProblem =
  | { readonly kind: "legacy" }
  | {
      readonly kind: "refused";
      /** IAM's sentence. */
      readonly text: string;
    };

/** Services whose ARNs name no region, with IAM's sentence; what follows the account may make an exception. */
const WITHOUT_REGION: Readonly<
  Record<string, { readonly except?: string; sentence(resource: string): string }>
> = {
  iam: { sentence: (resource) => `IAM resource ${resource} cannot contain region information.` },
  s3: {
    except: "accesspoint/",
    sentence: (resource) => `Resource ${resource} can not contain region information.`,
  },
};

const IAM_PATHS = [
  ...["user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/"],
  ...["policy/", "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/"],
];

/**
 * What IAM refuses about one text under `Resource`.
 *
 * @param partition that of the account: no other one's resources can be named
 */
export function resourceProblem(resource: string, partition: string): ResourceProblem | undefined {
  if (resource === "*") return undefined;
  const [, named, ...rest] = resource.split(":");
  if (named === undefined) return refused(`Resource ${resource} must be in ARN format or "*".`);
  if (named !== "*" && named !== partition) return refused(foreign(named, rest));
  if (rest.length === 0 || /[*?]/.test(rest[0] ?? ""))
    return refused("Resource vendor must be fully qualified and cannot contain regexes.");
  const [service = "", region = "", ...afterRegion] = rest;
  const id = afterRegion.slice(1).join(":");
  const regional = WITHOUT_REGION[service];
  if (rest.length > 1 && region !== "" && regional !== undefined && regional.except === undefined)
    return refused(regional.sentence(resource));
  if (region !== "" && regional?.except !== undefined && !id.startsWith(regional.except))
    return refused(regional.sentence(resource));
  if (service === "iam" && id !== "*" && !IAM_PATHS.some((path) => fits(id, path)))
    return refused(`IAM resource path must either be "*" or start with ${IAM_PATHS.join(", ")}.`);
  // What IAM's older parser takes: six parts, or none that is empty before them.
  if (service === "" || (resource.split(":").length < 6 && resource.includes("::")))
    return { kind: "legacy" };
  return undefined;
}

function refused(text: string): ResourceProblem {
  return { kind: "refused", text };
}

/** Whether an id starts with a path, or with a pattern that may stand for it: `*`, `ro*`, `${…}`. */
function fits(id: string, path: string): boolean {
  const literal = id.split(/[*?$]/)[0] ?? "";
  return id.startsWith(path) || (literal.length < id.length && path.startsWith(literal));
}

/** The parts after the partition, the last ones together, with `*` for those that are not there. */
function foreign(partition: string, rest: readonly string[]): string {
  const [service = "", region = "*", account = "*", ...id] = rest;
  const shown = [
    service === "" && rest.length <= 1 ? "*" : service,
    region,
    account,
    id.length === 0 ? "*" : id.join(":"),
  ];
  return `Partition "${partition}" is not valid for resource "arn:${partition}:${shown.join(":")}".`;
}
