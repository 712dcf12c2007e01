import { isAccountId, parseIamArn, roleArn } from "../../../aws/iam";
import { isJson, type Json } from "../../../aws/json";
import { functionArn } from "../../../aws/lambda";
import { partitionOf } from "../../../aws/partition";

/** What is told of parts that others own, and no synth tells. @param told by a stack; absent: nothing is told */
export function problemsOfOthers(told: unknown): readonly string[] {
  if (told === undefined) return [];
  if (!isJson(told) || Object.keys(told).length === 0) {
    return ["existing is not an object with parts of the link; run npm run synth again"];
  }
  return Object.entries(told).flatMap(([name, part]) => {
    const address = `existing.${name}`;
    const form = FORMS.get(name);
    if (form === undefined) return [`${address} is no part of a link`];
    if (!isJson(part)) return [`${address} is not an object`];
    const unlike = membersUnlike(part, form);
    if (unlike.length > 0)
      return unlike.map((member) => `${member} of ${address} is not as a synth writes it`);
    return placeProblems(address, part);
  });
}

type Check = (value: unknown) => boolean;

/** Any other character could be of an expression of Terraform's, or of the page that a person reads. */
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
const accountId: Check = (value) => typeof value === "string" && isAccountId(value);
// IAM writes a list of one as the value itself.
const document: Check = (value) => isJson(value) && [value.Statement].flat().every(isJson);
const documents: Check = (value) => isJson(value) && Object.values(value).every(document);
const texts: Check = (value) =>
  isJson(value) && Object.values(value).every((inner) => typeof inner === "string");
const isTrue: Check = (value) => value === true;
const isManagedPolicy: Check = (value) =>
  typeof value === "string" && /^arn:[\w-]+:iam::[^:]+:policy\/./.test(value);
const arns: Check = (value) => Array.isArray(value) && value.length > 0 && value.every(isManagedPolicy);

/** What a synth writes of a part: name → check; those with a question mark only where they say something. */
type Form = Readonly<Record<string, Check>>;

const PLACE: Form = {
  accountId,
  region: like(/^[a-z0-9-]+$/),
  partition: like(/^aws[a-z-]*$/),
  // It says nothing but the others once more.
  arn: like(/^arn:/),
};
const ROLE: Form = {
  ...PLACE,
  name: like(/^[\w+=,.@-]{1,64}$/),
  path: like(/^\/(?:[\w+=,.@-]+\/)*$/),
  trustPolicy: document,
  policies: documents,
  textFrom: (value) => value === "hand-off" || value === "declared",
  "managedPolicyArns?": arns,
};
const QUERY_ROLE: Form = { ...ROLE, "inlinePolicy?": isTrue };
const FUNCTION: Form = {
  ...PLACE,
  name: like(/^[\w-]{1,64}$/),
  roleArn: like(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/),
  environment: texts,
};

/** By the name of the part. */
const FORMS: ReadonlyMap<string, Form> = new Map([
  ["queryRole", QUERY_ROLE],
  ["dataRole", ROLE],
  ["copyRole", ROLE],
  ["bucketRole", ROLE],
  ["function", FUNCTION],
]);

/** Names of members that are missing, of another form, or unknown. */
function membersUnlike(part: Json, form: Form): readonly string[] {
  const known = new Map(Object.entries(form).map(([name, check]) => [name.replace("?", ""), check]));
  const optional = Object.keys(form)
    .filter((name) => name.endsWith("?"))
    .map((name) => name.slice(0, -1));
  return [
    ...[...known.keys()].filter((name) => part[name] === undefined && !optional.includes(name)),
    ...Object.entries(part)
      .filter(([name, value]) => value !== undefined && known.get(name)?.(value) !== true)
      .map(([name]) => name),
  ];
}

/** An ARN says once more where the part is and what it is called. */
function placeProblems(address: string, part: Json): readonly string[] {
  const place = {
    accountId: String(part.accountId),
    region: String(part.region),
    partition: String(part.partition),
    name: String(part.name),
  };
  const isRole = part.path !== undefined;
  const path = String(part.path);
  const expected = isRole ? roleArn({ ...place, path }) : functionArn(place, place.name);
  const role = parseIamArn(String(isRole ? part.arn : part.roleArn));
  const isThere =
    part.arn === expected &&
    place.partition === partitionOf(place.region) &&
    role?.type === "role" &&
    // Lambda takes a role of the function's own account alone.
    role.accountId === place.accountId &&
    role.partition === place.partition;
  return isThere ? [] : [`${address} says in two ways where it is or what it is called`];
}
