import { partitionOf } from "../aws/partition";
import {
  DEFAULT_MANAGED_POLICY,
  defaultDataRoleName,
  defaultQueryName,
  defaultStateKey,
  defaultStatePrefix,
  defaultWorkspace,
} from "./default-names";
import type { Backend, Link, Permissions, QueryFunctionConfig, Target } from "./link";
import type { ParsedLink } from "./links-schema";

/**
 * The link with every name derived. The checks must have accepted it before.
 *
 * @param extend the link's, from the working directory
 */
export function resolveLink(
  link: ParsedLink,
  environment: string | undefined,
  extend: string | undefined,
): Link {
  const { name, lambdaAccount, redshiftAccount, trust, tags } = link;
  return {
    name,
    ...(environment === undefined ? {} : { environment }),
    partition: partitionOf(lambdaAccount.region),
    lambdaAccount,
    redshiftAccount,
    target: resolveTarget(link.target),
    queryRole: { ...link.queryRole, name: link.queryRole.name ?? defaultQueryName(name) },
    dataRole: { ...link.dataRole, name: link.dataRole.name ?? defaultDataRoleName(name) },
    trust,
    permissions: resolvePermissions(link.permissions),
    policyTexts: link.policyTexts,
    function: resolveFunction(link),
    tags,
    backend: resolveBackend(link, environment),
    ...(extend === undefined ? {} : { extend }),
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

function resolveFunction(link: ParsedLink): QueryFunctionConfig {
  const name = link.function.name ?? defaultQueryName(link.name);
  return { ...link.function, name, roleSessionName: link.function.roleSessionName ?? name };
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
