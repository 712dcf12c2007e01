import { isJson } from "../../../aws/json";
import type { Link } from "../../../config/link";
import type { AccountSession } from "./account-session";
import { parsedAnswer, type SignedClient, signedClient } from "./signed-client";

/** A role that statements of a warehouse may use. */
export interface AttachedRole {
  readonly arn: string;
  /** `in-sync`, or `adding` and `removing` for a minute or so. */
  readonly status: string;
}

/** The roles of a cluster, or of the namespace of a workgroup. */
export interface WarehouseRoles {
  /** As messages call it: `cluster sales`, `namespace sales`. */
  name(): Promise<string>;
  list(): Promise<readonly AttachedRole[]>;
  /** Puts a role to those that are there. */
  attach(roleArn: string): Promise<void>;
  /** Takes this role away from them. */
  detach(roleArn: string): Promise<void>;
}

/** The warehouse of a link, and with whose credentials it is asked: those of the redshift account. */
interface WarehouseRolesOptions {
  readonly target: Link["target"];
  readonly config: AccountSession["config"];
  readonly signal: AbortSignal;
}

/**
 * The roles of a link's warehouse by the API that leaves those of others alone. A cluster adds and removes by name; a namespace takes
 * the whole list, which is read right before.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyClusterIamRoles.html
 * @see https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_UpdateNamespace.html
 */
export function warehouseRoles({ target, config, signal }: WarehouseRolesOptions): WarehouseRoles {
  return "cluster" in target
    ? new ClusterRoles(target.cluster, signedClient({ service: "redshift", config, signal }))
    : new NamespaceRoles(target.workgroup, signedClient({ service: "redshift-serverless", config, signal }));
}

class ClusterRoles implements WarehouseRoles {
  constructor(
    private readonly cluster: string,
    private readonly client: SignedClient,
  ) {}

  async name(): Promise<string> {
    return `cluster ${this.cluster}`;
  }

  async list(): Promise<readonly AttachedRole[]> {
    const xml = await this.call("DescribeClusters", {});
    return [...xml.matchAll(/<ClusterIamRole>(.*?)<\/ClusterIamRole>/gs)].map(([, role = ""]) => ({
      arn: element(role, "IamRoleArn"),
      status: element(role, "ApplyStatus"),
    }));
  }

  async attach(roleArn: string): Promise<void> {
    await this.call("ModifyClusterIamRoles", { "AddIamRoles.IamRoleArn.1": roleArn });
  }

  async detach(roleArn: string): Promise<void> {
    await this.call("ModifyClusterIamRoles", { "RemoveIamRoles.IamRoleArn.1": roleArn });
  }

  private call(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const all = { Action: action, Version: "2012-12-01", ClusterIdentifier: this.cluster, ...parameters };
    return this.client.call({
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: new URLSearchParams(all).toString(),
    });
  }
}

function element(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";
}

class NamespaceRoles implements WarehouseRoles {
  private namespace: Promise<string> | undefined;

  constructor(
    private readonly workgroup: string,
    private readonly client: SignedClient,
  ) {}

  async name(): Promise<string> {
    return `namespace ${await this.namespaceName()}`;
  }

  async list(): Promise<readonly AttachedRole[]> {
    const namespaceName = await this.namespaceName();
    const { iamRoles } = await this.call("GetNamespace", { namespaceName }, "namespace");
    return Array.isArray(iamRoles) ? iamRoles.map((text) => namespaceRole(String(text))) : [];
  }

  async attach(roleArn: string): Promise<void> {
    await this.replace((roles) => [...new Set([...roles, roleArn])]);
  }

  async detach(roleArn: string): Promise<void> {
    await this.replace((roles) => roles.filter((role) => role !== roleArn));
  }

  private async replace(change: (roles: readonly string[]) => readonly string[]): Promise<void> {
    const roles = (await this.list()).filter(({ status }) => status !== "removing").map(({ arn }) => arn);
    const namespaceName = await this.namespaceName();
    await this.call("UpdateNamespace", { namespaceName, iamRoles: change(roles) }, "namespace");
  }

  /** A workgroup does not tell its namespace's roles, only its name. */
  private namespaceName(): Promise<string> {
    this.namespace ??= this.call("GetWorkgroup", { workgroupName: this.workgroup }, "workgroup").then(
      ({ namespaceName }) => String(namespaceName),
    );
    return this.namespace;
  }

  private async call(
    operation: string,
    input: object,
    member: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const text = await this.client.call({
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `RedshiftServerless.${operation}`,
      },
      body: JSON.stringify(input),
    });
    const answer = parsedAnswer(text);
    const found = isJson(answer) ? answer[member] : undefined;
    if (!isJson(found)) throw new Error(`${operation} answered without ${member}`);
    return found;
  }
}

/** The service writes `IamRole(applyStatus=in-sync, iamRoleArn=arn:…)`, and documents the ARN alone. A name may have a comma. */
function namespaceRole(text: string): AttachedRole {
  const arn = /iamRoleArn=((?:[^,)\s]|,[^,)\s])+)/.exec(text)?.[1];
  const status = /applyStatus=([\w-]+)/.exec(text)?.[1];
  return { arn: arn ?? text, status: status ?? "in-sync" };
}
