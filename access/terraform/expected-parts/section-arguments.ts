import {
  type Arguments,
  anyOf,
  blocksOf,
  listOf,
  literal,
  literalMap,
  readElsewhere,
  textLike,
} from "./checks";

/** What a configuration of the AWS provider may say. */
export const PROVIDER: Arguments = {
  "//": readElsewhere,
  alias: textLike(/^[\w-]+$/),
  allowed_account_ids: listOf(textLike(/^\d{12}$/)),
  assume_role: blocksOf({ role_arn: textLike(/^arn:/), session_name: literal }),
  default_tags: blocksOf({ tags: literalMap }),
  profile: literal,
  region: literal,
};

/** What an output may say: name or ARN of what the link is, which its readers need. */
export const OUTPUT: Arguments = {
  "//": readElsewhere,
  description: literal,
  value: (value) =>
    typeof value === "string" &&
    /^\$\{(?:aws_iam_role\.[\w-]+\.arn|aws_lambda_function\.[\w-]+\.(?:arn|function_name))\}$/.test(value),
};

/** What a policy document may say beside its statements, which are read one by one. */
export const DOCUMENT: Arguments = {
  "//": readElsewhere,
  depends_on: readElsewhere,
  policy_id: literal,
  provider: textLike(/^aws\.[\w-]+$/),
  statement: readElsewhere,
  version: anyOf("2012-10-17"),
};

export const TERRAFORM: Arguments = {
  "//": readElsewhere,
  backend: readElsewhere,
  required_providers: blocksOf({ aws: readElsewhere }),
};

/** Where the state may be kept, by kind. */
export const BACKENDS: Readonly<Record<string, Arguments>> = {
  local: { path: textLike(/^\.\.\/\.\.\/\.\.\/terraform\.[\w-]+\.tfstate$/) },
  s3: {
    assume_role: blocksOf({ role_arn: textLike(/^arn:/) }),
    bucket: literal,
    encrypt: anyOf(true),
    key: literal,
    kms_key_id: textLike(/^arn:/),
    profile: literal,
    region: literal,
    use_lockfile: anyOf(true),
  },
};

/** What the stack may say of the one provider it needs. */
export const REQUIRED_PROVIDER: Arguments = { source: literal, version: literal };
