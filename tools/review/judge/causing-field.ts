import { isJson, type Json } from "../../../aws/json";
import type { Path } from "../../../config/problem";
import type { Finding } from "./finding";
import {
  BUCKET_ROLE_ADDRESSES,
  COPY_ROLE_ADDRESSES,
  DATA_ROLE_ADDRESSES,
  QUERY_ROLE_ADDRESSES,
} from "./link-addresses";

/** No field: the link as a whole. */
const LINK: Path = [];

/**
 * The field of a link that causes a finding: what whoever wrote the links file would change there. What no links file causes
 * (a stack that was edited, an archive of other sources) is of the link as a whole.
 *
 * @param link as it is written in the links file, before any default
 * @returns relative to the link, also of a field that is missing there and should not be
 */
export function causingField({ field, rule, address, message }: Finding, link: Json): Path {
  if (field !== undefined) return field;
  switch (rule) {
    case "missing-external-id":
      return ["trust", "externalId"];
    case "unexpected-access":
      return valueAt(link, ["trust", "bindToFunction"]) === false ? ["trust", "bindToFunction"] : LINK;
    case "managed-policy-overrides":
    case "statement-beyond-link":
      return managedPolicy(link);
    case "missing-access":
      return boundary(address, link) ?? managedPolicy(link);
    case "unread-part":
      return namedTag(message, link) ?? LINK;
    default:
      return LINK;
  }
}

/** A tag that gives something in the database is told by its name. */
function namedTag(message: string, link: Json): Path | undefined {
  const words = message.split(" ");
  const { tags } = link;
  const name = isJson(tags) ? Object.keys(tags).find((tag) => words.includes(tag)) : undefined;
  return name === undefined ? undefined : ["tags", name];
}

function managedPolicy(link: Json): Path {
  if (valueAt(link, ["permissions", "mode"]) !== "managed") return LINK;
  const name: Path = ["permissions", "managedPolicy"];
  return valueAt(link, name) === undefined ? ["permissions", "mode"] : name;
}

/** What bounds the role at an address: the text, where the links file has it. */
function boundary(address: string, link: Json): Path | undefined {
  const role = ROLE_FIELDS[address];
  const arn = role === undefined ? undefined : valueAt(link, [role, "permissionsBoundaryArn"]);
  if (role === undefined || typeof arn !== "string") return undefined;
  const text: Path = ["policyTexts", arn];
  return valueAt(link, text) === undefined ? [role, "permissionsBoundaryArn"] : text;
}

const ROLE_FIELDS: Readonly<Record<string, string>> = {
  [`aws_iam_role.${QUERY_ROLE_ADDRESSES.name}`]: "queryRole",
  [`aws_iam_role.${DATA_ROLE_ADDRESSES.name}`]: "dataRole",
  [`aws_iam_role.${COPY_ROLE_ADDRESSES.name}`]: "copyRole",
  [`aws_iam_role.${BUCKET_ROLE_ADDRESSES.name}`]: "bucketRole",
};

function valueAt(link: Json, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isJson(value) ? value[step] : undefined), link);
}
