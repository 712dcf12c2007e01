import { dnsSuffix } from "../../aws/partition";
import { namespaceArn, workgroupArn } from "../../aws/redshift";
import { locationOf, type SignedRequest } from "../authentication/signed-request";
import { jsonAnswer } from "../protocol/answer";
import { AwsError } from "../protocol/aws-error";
import type { AwsResponse } from "../protocol/aws-request";
import { jsonInput } from "../protocol/json-body";
import { notOffered } from "../protocol/not-offered";
import type { WarehouseSet } from "../redshift-data/warehouse/warehouse-set";
import type { WarehouseSpec } from "../redshift-data/warehouse/warehouse-spec";
import { type AttachedRoles, requireFewRoles, requireOwnRoles } from "./attached-roles";
import { REDSHIFT_PORT } from "./described-cluster";

type Workgroup = WarehouseSpec & { readonly workgroup: { readonly name: string; readonly id: string } };

function isWorkgroup(spec: WarehouseSpec): spec is Workgroup {
  return spec.workgroup !== undefined;
}

/** Redshift Serverless, as far as it says which workgroups and namespaces there are. Each workgroup has a namespace of its name and id. */
export class ServerlessService {
  private readonly createdAt = new Date().toISOString();

  constructor(
    private readonly warehouses: Pick<WarehouseSet, "at">,
    private readonly attached: AttachedRoles,
  ) {}

  /** The id by which IAM names a workgroup, or its namespace, of this name. */
  idOf(request: Pick<SignedRequest, "caller" | "scope">, name: string): string | undefined {
    const all = this.warehouses.at(locationOf(request)).filter(isWorkgroup);
    return all.find(({ workgroup }) => workgroup.name === name)?.workgroup.id;
  }

  /**
   * @throws AwsError ResourceNotFoundException in AWS's words; ValidationException; `NotImplemented` for what the local accounts do
   * not offer
   */
  handle(request: SignedRequest, operation: string): AwsResponse {
    const input = jsonInput(request);
    const all = this.warehouses.at(locationOf(request)).filter(isWorkgroup);
    const find = (member: "workgroupName" | "namespaceName", kind: string) => {
      const name = input[member];
      if (typeof name !== "string") throw missing(member);
      const found = all.find(({ workgroup }) => workgroup.name === name);
      if (found === undefined) throw notFound(kind, name);
      return found;
    };
    switch (operation) {
      case "GetWorkgroup":
        return jsonAnswer({ workgroup: this.workgroup(find("workgroupName", "workgroup")) });
      case "ListWorkgroups":
        return jsonAnswer(
          page(
            input,
            "workgroups",
            all.map((spec) => this.workgroup(spec)),
          ),
        );
      case "GetNamespace":
        return jsonAnswer({ namespace: this.namespace(find("namespaceName", "namespace")) });
      case "UpdateNamespace": {
        const spec = find("namespaceName", "namespace");
        this.updateRoles(spec, input);
        return jsonAnswer({ namespace: this.namespace(spec) });
      }
      case "ListNamespaces":
        return jsonAnswer(
          page(
            input,
            "namespaces",
            all.map((spec) => this.namespace(spec)),
          ),
        );
      default:
        throw notOffered("redshift-serverless", operation);
    }
  }

  /** Unlike a cluster's, the list takes the place of the one before. What else can be updated of a namespace changes nothing here. */
  private updateRoles(
    spec: Workgroup,
    { iamRoles, defaultIamRoleArn }: Readonly<Record<string, unknown>>,
  ): void {
    if (iamRoles === undefined && defaultIamRoleArn === undefined) return;
    // GitHub hashicorp/terraform-provider-aws issues 39268 and 28980.
    if (!Array.isArray(iamRoles)) {
      throw invalid("To change the default IAM role, you must specify the entire list of IAM roles.");
    }
    const roles = iamRoles.map(String);
    requireOwnRoles(roles, spec.accountId, "ValidationException");
    requireFewRoles(roles, "ValidationException");
    const defaultRole =
      typeof defaultIamRoleArn === "string" ? defaultIamRoleArn : this.attached.of(spec).defaultRole;
    if (defaultRole === undefined || defaultRole === "") this.attached.set(spec, { roles });
    else if (roles.includes(defaultRole)) this.attached.set(spec, { roles, defaultRole });
    else throw invalid("The list of customer IAM roles must contain the default IAM role.");
  }

  private workgroup(spec: Workgroup): Record<string, unknown> {
    const { workgroup, accountId, region, partition } = spec;
    return {
      workgroupName: workgroup.name,
      workgroupId: workgroup.id,
      workgroupArn: workgroupArn(spec, workgroup.id),
      namespaceName: workgroup.name,
      status: "AVAILABLE",
      creationDate: this.createdAt,
      endpoint: {
        address: `${workgroup.name}.${accountId}.${region}.redshift-serverless.${dnsSuffix(partition)}`,
        port: REDSHIFT_PORT,
      },
      port: REDSHIFT_PORT,
      baseCapacity: 128,
      configParameters: [],
      enhancedVpcRouting: false,
      publiclyAccessible: false,
      securityGroupIds: [],
      subnetIds: [],
    };
  }

  private namespace(spec: Workgroup): Record<string, unknown> {
    const { workgroup, databases } = spec;
    const { roles, defaultRole } = this.attached.of(spec);
    return {
      namespaceName: workgroup.name,
      namespaceId: workgroup.id,
      namespaceArn: namespaceArn(spec, workgroup.id),
      dbName: databases[0],
      status: "AVAILABLE",
      creationDate: this.createdAt,
      // As the service writes them: GitHub hashicorp/terraform-provider-aws, redshiftserverless/namespace.go.
      iamRoles: roles.map((arn) => `IamRole(applyStatus=in-sync, iamRoleArn=${arn})`),
      ...(defaultRole === undefined ? {} : { defaultIamRoleArn: defaultRole }),
      logExports: [],
    };
  }
}

/** Code, status and text of a workgroup: github.com/pulumi/pulumi-aws-native/issues/614. */
function notFound(kind: string, name: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Serverless ${kind} ${name} not found.`);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

function missing(member: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** A page of a list; its token is the number of the first entry. The service's own page size is 100. */
function page(
  { maxResults, nextToken }: Readonly<Record<string, unknown>>,
  member: string,
  all: readonly unknown[],
): Record<string, unknown> {
  const size = typeof maxResults === "number" && maxResults > 0 ? maxResults : 100;
  const start = nextToken === undefined || nextToken === null ? 0 : Number(nextToken);
  if (!Number.isInteger(start)) throw new AwsError("ValidationException", "The next token is not valid.");
  const end = start + size;
  return { [member]: all.slice(start, end), nextToken: end < all.length ? String(end) : undefined };
}
