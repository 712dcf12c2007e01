import type { RunSimulationResults } from "@cloud-copilot/iam-simulate";
import { AccessError } from "./access-error";
import { mergeAlikeResourceTypes } from "./alike-resource-types";
import type { ConditionContext, NamedDocument, PrincipalPolicies, StatementReference } from "./decision";
import { simulatedDocument } from "./simulated-document";
import { rememberLookUps } from "./simulator-look-ups";

type Library = typeof import("@cloud-copilot/iam-simulate");

let loaded: Library | undefined;

/** The library, looked for by the first decision: who decides nothing needs none. @throws AccessError `no-simulator` */
function library(): Library {
  if (loaded !== undefined) return loaded;
  try {
    mergeAlikeResourceTypes();
    rememberLookUps();
    loaded = require("@cloud-copilot/iam-simulate") as Library;
    return loaded;
  } catch (cause) {
    throw new AccessError(
      "no-simulator",
      "IAM requests are decided with @cloud-copilot/iam-simulate, an optional package under AGPL-3.0 that cannot be loaded; npm ci installs it",
      { cause },
    );
  }
}

/**
 * The one file that calls `@cloud-copilot/iam-simulate` (AGPL-3.0: an optional dependency, never deployed); what it need not
 * work out twice is said in `simulator-look-ups.ts`.
 * It uses the validating entry point: the unvalidated one takes misspelt actions and broken documents for a
 * plain denial.
 */

/** One authorization request with every policy that bears on it. */
/** The simulator's decision, and what each side says. */
export interface SimulationRequest {
  /** Role ARN, user ARN or service principal. */
  readonly principal: string;
  readonly action: string;
  /** One ARN, or `*` for an action without resource types. */
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: ConditionContext;
  readonly policies: PrincipalPolicies;
  /** Policy on the resource, for example a trust policy. */
  readonly resourcePolicy?: NamedDocument;
}

/** An Allow statement that names the action and still did not apply, and why. */
export interface NearMiss {
  readonly statement: string;
  /** The first part of the statement that did not match the request, in the order principal, resource, condition. */
  readonly mismatch: "principal" | "resource" | "condition";
  /** `<operator> <key>` of each condition that is not met. */
  readonly unmetConditions: readonly string[];
}

/** What the policies of one side say. */
export interface SideAnalysis {
  readonly allows: boolean;
  readonly allowing: readonly StatementReference[];
  readonly denying: readonly StatementReference[];
  readonly nearMisses: readonly NearMiss[];
}

export interface Simulation {
  readonly allowed: boolean;
  readonly sameAccount: boolean;
  readonly identity: SideAnalysis;
  readonly resource: SideAnalysis;
  /** Absent: no boundary. */
  readonly boundary?: SideAnalysis;
  readonly ignoredContextKeys: readonly string[];
}

type RequestAnalysis = Extract<RunSimulationResults, { resultType: "single" }>["result"]["analysis"];
type LibrarySide = NonNullable<RequestAnalysis["identityAnalysis"] | RequestAnalysis["resourceAnalysis"]>;
type LibraryStatement = LibrarySide["allowStatements"][number];
type SimulationErrors = Extract<RunSimulationResults, { resultType: "error" }>["errors"];

/** @throws AccessError when the request or a document is not valid, or the simulator fails */
export async function simulate(request: SimulationRequest): Promise<Simulation> {
  const results = await run(request);
  if (results.resultType === "error") throw simulationError(request, results.errors);
  if (results.resultType === "wildcard") throw wildcardError(request);
  const { analysis, ignoredContextKeys = [] } = results.result;
  const boundary = analysis.permissionBoundaryAnalysis;
  return {
    allowed: results.overallResult === "Allowed",
    sameAccount: analysis.sameAccount,
    identity: side(analysis.identityAnalysis),
    resource: side(analysis.resourceAnalysis, request.resourcePolicy?.name),
    ...(boundary === undefined ? {} : { boundary: side(boundary) }),
    ignoredContextKeys,
  };
}

async function run(request: SimulationRequest): Promise<RunSimulationResults> {
  const { context, policies, resourcePolicy } = request;
  const { runSimulation } = library();
  const named = ({ name, document }: NamedDocument) => ({
    name,
    policy: simulatedDocument(document, context),
  });
  try {
    return await runSimulation(
      {
        request: {
          principal: request.principal,
          action: request.action,
          resource: { resource: request.resource, accountId: request.resourceAccountId },
          contextVariables: Object.fromEntries(
            Object.entries(context).map(([key, value]) => [
              key,
              typeof value === "string" ? value : [...value],
            ]),
          ),
        },
        identityPolicies: policies.identity.map(named),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(resourcePolicy === undefined
          ? {}
          : { resourcePolicy: simulatedDocument(resourcePolicy.document, context) }),
        ...(policies.boundary === undefined
          ? {}
          : { permissionBoundaryPolicies: [named(policies.boundary)] }),
      },
      {},
    );
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const message = `${request.action} on ${request.resource} cannot be simulated: ${detail}`;
    throw new AccessError("invalid-policy", message, { cause: error });
  }
}

/** The simulator takes a wildcard for "any of these" and allows it if one is allowed; a request names one. */
function wildcardError({ action, resource }: SimulationRequest): AccessError {
  return new AccessError(
    "wildcard-resource",
    `resource of ${action} is ${resource}, expected one ARN; name the resource the request is for`,
  );
}

function simulationError({ action, resource }: SimulationRequest, errors: SimulationErrors): AccessError {
  switch (errors.message) {
    case "invalid.service":
    case "invalid.action":
      return new AccessError(
        "unknown-action",
        `action is ${action}, expected one of the Service Authorization Reference; check its spelling`,
      );
    case "must.use.wildcard":
      return new AccessError(
        "resource-type-mismatch",
        `resource of ${action} is ${resource}, expected *; the action has no resource types`,
      );
    case "no.resource.types":
    case "multiple.resource.types":
      return new AccessError(
        "resource-type-mismatch",
        `resource of ${action} is ${resource}, expected an ARN of one of its resource types; see the Service Authorization Reference`,
      );
    default: {
      const problems = documentProblems(errors);
      return new AccessError(
        "invalid-policy",
        `${action} on ${resource} cannot be simulated: ${problems === "" ? errors.message : problems}`,
      );
    }
  }
}

function documentProblems(errors: SimulationErrors): string {
  const groups = {
    ...errors.identityPolicyErrors,
    ...errors.permissionBoundaryErrors,
    ...(errors.resourcePolicyErrors === undefined ? {} : { "resource policy": errors.resourcePolicyErrors }),
  };
  return Object.entries(groups)
    .flatMap(([name, problems]) =>
      problems.map(({ path, message }) => `${name}${path === "" ? "" : ` ${path}`}: ${message}`),
    )
    .join("; ");
}

const SILENT: SideAnalysis = { allows: false, allowing: [], denying: [], nearMisses: [] };

function side(analysis: LibrarySide | undefined, policyName?: string): SideAnalysis {
  if (analysis === undefined) return SILENT;
  const name = (statement: LibraryStatement) => policyName ?? statement.policyId;
  const reference = (analyzed: LibraryStatement): StatementReference => {
    const sid = analyzed.statement.sid();
    return {
      policy: name(analyzed),
      ...(sid === undefined || sid === "" ? {} : { sid }),
      effect: analyzed.statement.isDeny() ? "Deny" : "Allow",
    };
  };
  return {
    allows: analysis.result === "Allowed" || analysis.result === "AllowedForAccount",
    allowing: analysis.allowStatements.map(reference),
    denying: analysis.denyStatements.map(reference),
    nearMisses: analysis.unmatchedStatements
      .filter(({ statement, actionMatch }) => statement.isAllow() && actionMatch)
      .map((analyzed) => nearMiss(analyzed, name(analyzed))),
  };
}

function nearMiss(analyzed: LibraryStatement, policy: string): NearMiss {
  const { statement, explain } = analyzed;
  return {
    statement: `statement ${statement.sid() || statement.index()} of ${policy}`,
    mismatch:
      analyzed.principalMatch === "NoMatch" ? "principal" : analyzed.resourceMatch ? "condition" : "resource",
    unmetConditions: (explain.conditions ?? [])
      .filter(({ matches }) => !matches)
      .map(({ operator, conditionKeyValue }) => `${operator} ${conditionKeyValue}`),
  };
}
