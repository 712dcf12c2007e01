import type { NamedDocument } from "../../access/iam/decision";
import { type ArnParts, parseArn } from "../../aws/arn";
import { isJson } from "../../aws/json";
import type { MotoClient } from "../moto/moto-client";
import type { QualifiedPolicies } from "./qualified-policies";
import type { SeededPolicies } from "./seeded-policies";

/** Finds the policy of a resource, where it has one that decisions take into account. */
export class ResourcePolicies {
  constructor(
    private readonly moto: Pick<MotoClient, "call">,
    private readonly seeded: Pick<SeededPolicies, "of" | "has">,
    private readonly qualified: Pick<QualifiedPolicies, "of">,
  ) {}

  /**
   * The policy of a function, a secret or a key as it is stored now, decoded.
   *
   * @param resource ARN, or `*`
   * @returns undefined for a resource without a policy, and for every other type of resource
   */
  async of(resource: string): Promise<NamedDocument | undefined> {
    const arn = parseArn(resource);
    if (arn === undefined) return undefined;
    if (this.seeded.has(resource)) return this.seeded.of(resource);
    if (/^function:[^:]+:./.test(arn.resource)) {
      const document = this.qualified.of(resource);
      return document === undefined ? undefined : { name: "resource policy", document };
    }
    const text = await this.textOf(arn, resource);
    if (text === undefined) return undefined;
    const document: unknown = JSON.parse(text);
    return {
      name: "resource policy",
      document: arn.service === "lambda" ? functionPolicy(document) : document,
    };
  }

  private async textOf(arn: ArnParts, resource: string): Promise<string | undefined> {
    switch (arn.service) {
      case "lambda":
        return this.textOfFunction(arn);
      case "secretsmanager":
        return this.member(arn, "secretsmanager.GetResourcePolicy", { SecretId: resource }, "ResourcePolicy");
      case "kms":
        return this.member(
          arn,
          "TrentService.GetKeyPolicy",
          { KeyId: resource, PolicyName: "default" },
          "Policy",
        );
      default:
        return undefined;
    }
  }

  private async textOfFunction({ accountId, region, resource }: ArnParts): Promise<string | undefined> {
    const [type, name] = resource.split(":");
    if (type !== "function" || name === undefined) return undefined;
    const path = `/2015-03-31/functions/${name}/policy`;
    const answer = await this.moto.call({ accountId, region, service: "lambda", method: "GET", path });
    return answer.status === 200 ? textMember(answer.body, "Policy") : undefined;
  }

  private async member(
    { accountId, region, service }: ArnParts,
    target: string,
    input: object,
    name: string,
  ): Promise<string | undefined> {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const answer = await this.moto.call({ accountId, region, service, headers, body: JSON.stringify(input) });
    return answer.status === 200 ? textMember(answer.body, name) : undefined;
  }
}

/**
 * A function's policy as Lambda has it. Moto keeps an account and a principal's ARN as bare texts, and parameters of AddPermission
 * that are no elements of a statement.
 */
function functionPolicy(document: unknown): unknown {
  const statements: unknown = isJson(document) ? document.Statement : undefined;
  if (!isJson(document) || !Array.isArray(statements)) return document;
  return { ...document, Statement: statements.map(functionStatement) };
}

function functionStatement(statement: unknown, index: number): unknown {
  if (!isJson(statement)) return statement;
  const { Effect, Action, Resource, Principal, Condition } = statement;
  return {
    Sid: String(index),
    ...{ Effect, Action, Resource },
    Principal: typeof Principal === "string" && Principal !== "*" ? { AWS: Principal } : Principal,
    ...(Condition === undefined ? {} : { Condition }),
  };
}

function textMember(body: Buffer | string, name: string): string | undefined {
  const answer: unknown = JSON.parse(body.toString());
  const value = isJson(answer) ? answer[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
