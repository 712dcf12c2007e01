import { MAX_MANAGED_POLICY_CHARACTERS } from "../../../aws/quotas";
import { ToolError } from "../../lib/terminal/tool-error";
import type { DeployAccount, LinkPolicies, PolicyDocument } from "./deploy-policies";
import type { PolicyStatement } from "./policy-statement";

/** The policies of one deploy role, for every link that it deploys. */
export interface HolderPolicies {
  /** Absent: the links name a profile, or neither. */
  readonly deployRoleArn?: string;
  readonly accountId: string;
  /** The links, and which of their accounts it deploys. */
  readonly links: readonly { readonly link: string; readonly account: DeployAccount }[];
  /** Each list is one policy, or several where IAM's size asks for it. */
  readonly plan: readonly PolicyDocument[];
  readonly deploy: readonly PolicyDocument[];
  readonly doctor: readonly PolicyDocument[];
}

/**
 * One set of policies for each deploy role, whichever links name it. A link that names a profile, or neither, has a set of its
 * own: nobody knows here which role is behind it.
 *
 * @throws ToolError where one statement about one resource exceeds IAM's size by itself
 */
export function holderPolicies(links: readonly LinkPolicies[]): readonly HolderPolicies[] {
  const entries = links.flatMap(({ link, policies }) => policies.map((each) => ({ ...each, link })));
  const byHolder = new Map<string, (typeof entries)[number][]>();
  for (const entry of entries) {
    const key = entry.deployRoleArn ?? `${entry.accountId} ${entry.link} ${entry.account}`;
    byHolder.set(key, [...(byHolder.get(key) ?? []), entry]);
  }
  return [...byHolder.values()].flatMap((held) => {
    const [first] = held;
    if (first === undefined) return [];
    const { deployRoleArn, accountId } = first;
    const merged = (part: "plan" | "deploy" | "doctor") =>
      documentsOf(mergedStatements(held.flatMap((entry) => entry[part].Statement)));
    return [
      {
        ...(deployRoleArn === undefined ? {} : { deployRoleArn }),
        accountId,
        links: held.map(({ link, account }) => ({ link, account })),
        plan: merged("plan"),
        deploy: merged("deploy"),
        doctor: merged("doctor"),
      },
    ];
  });
}

/** Statements that differ in their resources only are one. */
function mergedStatements(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const merged = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const { Resource: _, ...same } = statement;
    const key = JSON.stringify(same);
    const known = merged.get(key)?.Resource ?? [];
    merged.set(key, { ...statement, Resource: [...new Set([...known, ...statement.Resource])] });
  }
  return [...merged.values()];
}

/** As few documents as IAM's size allows, each statement in one place; ids are unique in a document, as IAM asks. */
function documentsOf(statements: readonly PolicyStatement[]): readonly PolicyDocument[] {
  const documents: PolicyStatement[][] = [[]];
  for (const piece of statements.flatMap(inPieces)) {
    const last = documents.at(-1) ?? [];
    if (sizeOf([...last, piece]) <= MAX_MANAGED_POLICY_CHARACTERS) last.push(piece);
    else documents.push([piece]);
  }
  return documents.filter((document) => document.length > 0).map(asDocument);
}

/** The statement, halved until each piece has room in a document of its own. */
function inPieces(statement: PolicyStatement): readonly PolicyStatement[] {
  const { Resource: resources } = statement;
  const characters = sizeOf([statement]);
  if (characters <= MAX_MANAGED_POLICY_CHARACTERS) return [statement];
  if (resources.length < 2) {
    throw new ToolError(
      "DEPLOY_POLICY_TOO_LONG",
      `the statement ${statement.Sid} alone makes a policy of ${characters} characters, expected at most ${MAX_MANAGED_POLICY_CHARACTERS}; shorten role names and paths`,
    );
  }
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].flatMap((Resource) =>
    inPieces({ ...statement, Resource }),
  );
}

function asDocument(statements: readonly PolicyStatement[]): PolicyDocument {
  const counts = new Map<string, number>();
  return {
    Version: "2012-10-17",
    Statement: statements.map((statement) => {
      const count = (counts.get(statement.Sid) ?? 0) + 1;
      counts.set(statement.Sid, count);
      return count === 1 ? statement : { ...statement, Sid: `${statement.Sid}${count}` };
    }),
  };
}

function sizeOf(statements: readonly PolicyStatement[]): number {
  return JSON.stringify(asDocument(statements)).length;
}
