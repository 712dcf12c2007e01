import { locationOf, type SignedRequest } from "../authentication/signed-request";
import type { MotoClient } from "../moto/moto-client";
import { queryAnswer } from "../protocol/answer";
import type { AwsResponse } from "../protocol/aws-request";
import { notOffered } from "../protocol/not-offered";
import { queryParameters } from "../protocol/protocol";
import { xmlElements } from "../protocol/xml";
import type { WarehouseSet } from "../redshift-data/warehouse/warehouse-set";
import type { WarehouseSpec } from "../redshift-data/warehouse/warehouse-spec";
import { type AttachedRoles, requireFewRoles, requireOwnRoles, roleParameters } from "./attached-roles";
import { describedCluster } from "./described-cluster";

/** An empty cluster in an answer. */
const CLUSTER = /<Cluster\s*(?:\/>|>\s*<\/Cluster>)/;

const NAMESPACE = "http://redshift.amazonaws.com/doc/2012-12-01/";

/** The list of clusters in moto's answer; empty as one element or as two tags. */
const CLUSTERS = /<Clusters\s*(?:\/>|>\s*<\/Clusters>|>)/;

function isCluster(spec: WarehouseSpec): spec is WarehouseSpec & { readonly cluster: string } {
  return spec.cluster !== undefined;
}

/** Redshift: its DescribeClusters shows the local clusters beside those that were created; everything else is moto's, which knows nothing of them. */
export class ClusterService {
  private readonly createdAt = new Date();

  constructor(
    private readonly moto: Pick<MotoClient, "forward">,
    private readonly warehouses: Pick<WarehouseSet, "at">,
    private readonly attached: AttachedRoles,
  ) {}

  async handle(request: SignedRequest, operation: string): Promise<AwsResponse> {
    const forwarded = () => this.moto.forward(request.caller.accountId, request);
    if (operation === "ModifyClusterIamRoles") return this.modifyRoles(request) ?? forwarded();
    if (operation !== "DescribeClusters") {
      // Moto would say that there is no such cluster.
      if (this.localCluster(request) !== undefined) throw notOffered("redshift", operation);
      return forwarded();
    }
    const parameters = queryParameters(request);
    const name = parameters.get("ClusterIdentifier");
    // A marker is moto's: the local clusters are on the first page. They have no tags.
    const isElsewhere =
      parameters.has("Marker") ||
      parameters.has("TagKeys.TagKey.1") ||
      parameters.has("TagValues.TagValue.1");
    const local = isElsewhere ? [] : this.warehouses.at(locationOf(request)).filter(isCluster);
    const named = local.filter(({ cluster }) => name === null || cluster === name);
    if (named.length === 0) return forwarded();
    const elements = named.map((spec) => this.clusterElement(spec)).join("");
    if (name !== null) return answerOf(elements);
    return withClusters(await forwarded(), elements);
  }

  /** Adds roles to those of a local cluster and takes others away; nothing for a cluster that is moto's. */
  private modifyRoles(request: SignedRequest): AwsResponse | undefined {
    const parameters = queryParameters(request);
    const spec = this.localCluster(request);
    if (spec === undefined) return undefined;
    const added = roleParameters(parameters, "AddIamRoles");
    const removed = roleParameters(parameters, "RemoveIamRoles");
    requireOwnRoles(added, spec.accountId, "InvalidParameterValue");
    const { roles, defaultRole: before } = this.attached.of(spec);
    const kept = [...new Set([...roles, ...added])].filter((role) => !removed.includes(role));
    requireFewRoles(kept, "InvalidParameterValue");
    const defaultRole = parameters.get("DefaultIamRoleArn") ?? before;
    const hasDefault = defaultRole !== undefined && kept.includes(defaultRole);
    this.attached.set(spec, { roles: kept, ...(hasDefault ? { defaultRole } : {}) });
    const answer = queryAnswer("ModifyClusterIamRoles", NAMESPACE, { Cluster: "" });
    return { ...answer, body: String(answer.body).replace(CLUSTER, () => this.clusterElement(spec)) };
  }

  /** The local cluster that a request names; absent where it names none, or one of moto's. */
  private localCluster(request: SignedRequest): (WarehouseSpec & { readonly cluster: string }) | undefined {
    const name = queryParameters(request).get("ClusterIdentifier");
    return this.warehouses
      .at(locationOf(request))
      .filter(isCluster)
      .find(({ cluster }) => cluster === name);
  }

  private clusterElement(spec: WarehouseSpec & { readonly cluster: string }): string {
    const { roles, defaultRole } = this.attached.of(spec);
    const elements = roles.map(
      (role) =>
        `<ClusterIamRole>${xmlElements({ IamRoleArn: role, ApplyStatus: "in-sync" })}</ClusterIamRole>`,
    );
    const rest = defaultRole === undefined ? "" : xmlElements({ DefaultIamRoleArn: defaultRole });
    const cluster = xmlElements(describedCluster(spec, this.createdAt));
    return `<Cluster>${cluster}<IamRoles>${elements.join("")}</IamRoles>${rest}</Cluster>`;
  }
}

function answerOf(elements: string): AwsResponse {
  const answer = queryAnswer("DescribeClusters", NAMESPACE, { Clusters: "" });
  return { ...answer, body: String(answer.body).replace(CLUSTERS, () => `<Clusters>${elements}</Clusters>`) };
}

/** Moto's answer with more clusters at the start; what moto refuses stays refused. */
function withClusters(answer: AwsResponse, elements: string): AwsResponse {
  if (answer.status !== 200) return answer;
  const body = answer.body.toString();
  const list = CLUSTERS.exec(body)?.[0];
  if (list === undefined) return answerOf(elements);
  const isEmpty = list.endsWith("/>") || list.endsWith("</Clusters>");
  return {
    ...answer,
    body: body.replace(list, () => `<Clusters>${elements}${isEmpty ? "</Clusters>" : ""}`),
  };
}
