import { posix } from "node:path";
import { partitionOf } from "../aws/partition";
import { resolveDataTransfer } from "./data-transfer/resolve-data-transfer";
import {
  DEFAULT_MANAGED_POLICY,
  defaultDataRoleName,
  defaultParameterPath,
  defaultQueryName,
  defaultStateKey,
  defaultStatePrefix,
  defaultWorkspace,
} from "./default-names";
import type { Backend, Link, OwnCode, Permissions, QueryFunctionConfig, Target } from "./link";
import type { ParsedLink } from "./links-schema";
import { resolveRole } from "./parts/resolve-role";
import type { Path } from "./problem";

/** What a link does not say itself. */
export interface LinkSurroundings {
  readonly environment: string | undefined;
  /** Folder of the links file in which a part of the link stands, from the working directory: paths are from there. */
  readonly folderOf: (path: Path) => string;
}

/**
 * The link with every name derived. The checks must have accepted it before.
 */
export function resolveLink(link: ParsedLink, { environment, folderOf }: LinkSurroundings): Link {
  const { name, lambdaAccount, redshiftAccount, trust, tags } = link;
  return {
    name,
    ...(environment === undefined ? {} : { environment }),
    partition: partitionOf(lambdaAccount.region),
    lambdaAccount,
    redshiftAccount,
    target: resolveTarget(link.target),
    queryRole: resolveRole("queryRole", link.queryRole, defaultQueryName(name), folderOf),
    dataRole: resolveRole("dataRole", link.dataRole, defaultDataRoleName(name), folderOf),
    trust,
    permissions: resolvePermissions(link.permissions),
    policyTexts: link.policyTexts,
    function: resolveFunction(link, folderOf),
    ...(link.queries === undefined
      ? {}
      : { queries: { folder: posix.join(folderOf(["queries"]), link.queries), rawSql: link.rawSql } }),
    ...resolveDataTransfer(link, folderOf),
    tags,
    backend: resolveBackend(link, environment),
    ...(link.provider === undefined ? {} : { provider: link.provider }),
    ...(link.ssmOutputs === undefined
      ? {}
      : { ssmOutputs: { path: defaultParameterPath(name, environment), ...link.ssmOutputs } }),
    ...(link.extend === undefined ? {} : { extend: posix.join(folderOf(["extend"]), link.extend) }),
    review: link.review,
    drift: link.drift,
  };
}

function resolveTarget(target: ParsedLink["target"]): Target {
  const { cluster, workgroup, workgroupId, database, dbUser, secretArn, secretKmsKeyArn } = target;
  const secret =
    secretArn === undefined
      ? undefined
      : { secretArn, ...(secretKmsKeyArn === undefined ? {} : { secretKmsKeyArn }) };
  if (cluster !== undefined) {
    if (dbUser !== undefined) return { auth: "cluster-db-user", cluster, database, dbUser };
    if (secret !== undefined) return { auth: "cluster-secret", cluster, database, ...secret };
    return { auth: "cluster-iam", cluster, database };
  }
  if (workgroup === undefined || workgroupId === undefined) {
    throw new Error(
      "target is without cluster and workgroup, expected checkTarget to refuse it; call it before",
    );
  }
  if (secret !== undefined) return { auth: "serverless-secret", workgroup, workgroupId, database, ...secret };
  return { auth: "serverless-iam", workgroup, workgroupId, database };
}

function resolvePermissions({ mode, managedPolicy }: ParsedLink["permissions"]): Permissions {
  return mode === "managed" ? { mode, managedPolicy: managedPolicy ?? DEFAULT_MANAGED_POLICY } : { mode };
}

function resolveFunction(link: ParsedLink, folderOf: LinkSurroundings["folderOf"]): QueryFunctionConfig {
  const { entry, archive, handler, sampleEvent, existing, ...settings } = link.function;
  const name = settings.name ?? defaultQueryName(link.name);
  const code = resolveCode(folderOf, { entry, archive, handler });
  return {
    ...settings,
    name,
    ...(existing === true ? { existing } : {}),
    roleSessionName: settings.roleSessionName ?? name,
    ...(code === undefined ? {} : { code }),
    ...(sampleEvent === undefined
      ? {}
      : { sampleEventFile: posix.join(folderOf(["function", "sampleEvent"]), sampleEvent) }),
  };
}

/** With slashes on every system: a path that goes into the stack is the same everywhere. */
function resolveCode(
  folderOf: LinkSurroundings["folderOf"],
  { entry, archive, handler }: Record<"entry" | "archive" | "handler", string | undefined>,
): OwnCode | undefined {
  if (entry !== undefined) return { kind: "entry", file: posix.join(folderOf(["function", "entry"]), entry) };
  if (archive === undefined) return undefined;
  if (handler === undefined) {
    throw new Error("archive is without handler, expected checkHandler to refuse it; call it before");
  }
  return { kind: "archive", file: posix.join(folderOf(["function", "archive"]), archive), handler };
}

function resolveBackend({ name, backend }: ParsedLink, environment: string | undefined): Backend {
  switch (backend.type) {
    case "s3":
    case "azurerm":
      return { ...backend, key: backend.key ?? defaultStateKey(name, environment) };
    case "gcs":
      return { ...backend, prefix: backend.prefix ?? defaultStatePrefix(name, environment) };
    case "remote":
      return { ...backend, workspace: backend.workspace ?? defaultWorkspace(name, environment) };
    default:
      return backend;
  }
}
