import { isJson, type Json } from "../../../aws/json";
import { namesIn, statementList } from "./malformed";

/** What the simulator reads as an action; IAM stores others too, which no action is called. */
const ACTION = /^(?:\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?-]+)$/;

/**
 * A stored document as the simulator takes it, with the same meaning: condition values are texts, what names nothing is left out,
 * and so is an action that no service can have.
 */
export function evaluatedDocument(document: unknown): unknown {
  if (!isJson(document)) return document;
  const statements = statementList(document.Statement).filter(isJson).flatMap(evaluatedStatement);
  return { ...document, Statement: statements };
}

function evaluatedStatement(statement: Json): Json[] {
  const { Sid, Condition, Action, NotAction, Resource, NotResource, Principal, ...rest } = statement;
  const actions = Action === undefined ? undefined : actionsIn(Action);
  // Of no action and no resource, it decides nothing.
  if (actions?.length === 0) return [];
  const others = NotAction === undefined ? undefined : actionsIn(NotAction);
  const resources = Resource === undefined ? undefined : namesIn(Resource);
  const otherResources = NotResource === undefined ? undefined : namesIn(NotResource);
  return [
    {
      ...(Sid === undefined ? {} : { Sid }),
      ...rest,
      ...(Principal === undefined ? {} : { Principal: evaluatedPrincipal(Principal) }),
      ...(actions === undefined ? {} : { Action: actions }),
      ...(others === undefined ? {} : others.length === 0 ? { Action: ["*"] } : { NotAction: others }),
      ...(resources === undefined ? {} : { Resource: resources }),
      ...(otherResources === undefined ? {} : { NotResource: otherResources }),
      ...(isJson(Condition) ? { Condition: evaluatedCondition(Condition) } : {}),
    },
  ];
}

function evaluatedPrincipal(principal: unknown): unknown {
  if (!isJson(principal)) return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([type, names]) => [type, namesIn(names) ?? names]),
  );
}

/** `*:*` is every action of every service. */
function actionsIn(value: unknown): readonly string[] {
  return (namesIn(value) ?? [])
    .map((name) => (name === "*:*" ? "*" : name))
    .filter((name) => ACTION.test(name));
}

function evaluatedCondition(block: Json): Json {
  return Object.fromEntries(
    Object.entries(block).flatMap(([operator, keys]) => {
      if (!isJson(keys) || Object.keys(keys).length === 0) return [];
      const values = Object.entries(keys).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map(String) : String(value),
      ]);
      return [[operator, Object.fromEntries(values)]];
    }),
  );
}
