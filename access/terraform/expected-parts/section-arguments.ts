import { isAttachCommand } from "../../../aws/attach-command";
import { isJson } from "../../../aws/json";
import { blocks } from "../json-record";
import {
  anyOf,
  type BlockForm,
  blockOf,
  isOfForm,
  listOfOne,
  literalMap,
  literalText,
  readElsewhere,
  textLike,
  type ValueCheck,
} from "./checks";

const ROLE_ARN = textLike(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/);
const REGION = textLike(/^[a-z]{2}(?:-[a-z]+)+-\d$/);

const TAGS = blockOf({ required: { tags: literalMap } });
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** What a configuration of the AWS provider says. */
export const PROVIDER: BlockForm = {
  required: {
    alias: textLike(/^[\w-]+$/),
    allowed_account_ids: listOfOne(textLike(/^\d{12}$/)),
    region: REGION,
  },
  optional: {
    assume_role: blockOf({
      required: { role_arn: ROLE_ARN, session_name: textLike(/^[\w+=,.@-]{2,64}$/) },
    }),
    // No block is written as an empty list, too.
    default_tags: (value) => isEmptyList(value) || TAGS(value),
    profile: textLike(/^[\w.@+=:/-]+$/),
  },
  unset: ["assume_role"],
};

/** The output that says how the copy role is attached: somebody pastes it into a shell. */
export const ATTACH_OUTPUT = "attach_copy_role_command";

/**
 * What an output says: name or ARN of what the link is, which its readers need, or the one command that they have to run.
 *
 * @param ofOthers the same of a part that others own, which is written out. Absent: the stack makes the part
 */
export function outputForm(name: string, ofOthers: string | undefined): BlockForm {
  const isShown = (value: string) =>
    name === ATTACH_OUTPUT ? isAttachCommand(value) : SHOWN.test(value) || value === ofOthers;
  return {
    required: { value: (value) => typeof value === "string" && isShown(value) },
    optional: { description: literalText },
    unset: ["sensitive"],
  };
}

const SHOWN =
  /^\$\{(?:aws_(?:iam_role|lambda_alias)\.[\w-]+\.arn|aws_lambda_function\.[\w-]+\.(?:arn|function_name))\}$/;

/** What a policy document says beside its statements, which are read one by one. */
export const DOCUMENT: BlockForm = {
  required: { provider: textLike(/^aws\.[\w-]+$/), statement: readElsewhere },
  optional: { depends_on: readElsewhere, version: anyOf("2012-10-17") },
};

/**
 * The versions of the provider that a link may ask for: those the project is tested with, those that know `nodejs24.x`, and those
 * that know `python3.14` and `java25`.
 */
const PROVIDER_VERSIONS: readonly string[] = [
  ">= 5.100.0, < 7.0.0",
  ">= 6.19.0, < 7.0.0",
  ">= 6.20.0, < 7.0.0",
];

/** One of those versions alone, where the link says which: `= 6.25.0`, which a plan writes without the sign. */
const EXACT_PROVIDER_VERSION = /^(?:= )?(?:5\.[1-9]\d{2,3}|6\.\d{1,4})\.\d{1,4}$/;

/** Whether a link may ask for these versions of the provider. */
export const isOwnProviderRange: ValueCheck = (value) =>
  typeof value === "string" && (PROVIDER_VERSIONS.includes(value) || EXACT_PROVIDER_VERSION.test(value));

/** The versions of Terraform that the state in S3 needs. */
const S3_TERRAFORM_VERSIONS = ">= 1.10.0";

/** The versions of Terraform that a link asks for: where its state needs more than all the rest does. */
export function terraformVersions(backend: string | undefined): string | undefined {
  return backend === "s3" ? S3_TERRAFORM_VERSIONS : undefined;
}

/** What the stack says of the one provider it needs. */
const REQUIRED_PROVIDER: BlockForm = {
  required: {
    source: anyOf("hashicorp/aws", "registry.terraform.io/hashicorp/aws"),
    version: isOwnProviderRange,
  },
};

export const TERRAFORM: BlockForm = {
  required: {
    backend: readElsewhere,
    // What stands under a provider is no block, so that nothing in it is a comment.
    required_providers: (value) => {
      const found = blocks(value);
      return (
        found.length === 1 &&
        found.every(
          ({ "//": _, aws, ...others }) =>
            isJson(aws) &&
            !Object.hasOwn(aws, "//") &&
            isOfForm(aws, REQUIRED_PROVIDER) &&
            Object.keys(others).length === 0,
        )
      );
    },
  },
  // Which one depends on the backend.
  optional: { required_version: readElsewhere },
};

const OBJECT_NAME = textLike(/^(?!\/)[\w!.()'+=@,/-]+(?<!\/)$/);

/** No user, password or query, where a credential could stand. */
const HTTPS_ADDRESS = textLike(/^https:\/\/[a-z0-9][\w.-]*(?::\d{1,5})?\/[\w.~%/-]+$/);

/** Where the state may be kept, by kind. */
export const BACKENDS: Readonly<Record<string, BlockForm>> = {
  local: { required: { path: textLike(/^\.\.\/\.\.\/\.\.\/terraform\.(?:[\w-]+\.)?[\w-]+\.tfstate$/) } },
  s3: {
    required: {
      bucket: textLike(/^[a-z0-9][a-z0-9.-]+$/),
      encrypt: anyOf(true, "true"),
      key: textLike(/^(?!\/)[\w!.()'+=@,/-]+(?<!\/)$/),
      region: REGION,
      use_lockfile: anyOf(true, "true"),
    },
    optional: {
      assume_role: blockOf({ required: { role_arn: ROLE_ARN } }),
      kms_key_id: textLike(/^arn:/),
      profile: textLike(/^[\w.@+=:/-]+$/),
    },
  },
  remote: {
    required: {
      organization: textLike(/^[\w-]+$/),
      workspaces: blockOf({ required: { name: textLike(/^[\w-]+$/) } }),
    },
    optional: { hostname: textLike(/^[a-z0-9][a-z0-9.-]*$/) },
  },
  gcs: { required: { bucket: textLike(/^[a-z0-9][a-z0-9._-]+$/), prefix: OBJECT_NAME } },
  azurerm: {
    required: {
      container_name: textLike(/^[a-z0-9-]+$/),
      key: OBJECT_NAME,
      storage_account_name: textLike(/^[a-z0-9]+$/),
    },
    optional: { resource_group_name: textLike(/^[\w-]+$/) },
  },
  http: {
    required: { address: HTTPS_ADDRESS },
    optional: { lock_address: HTTPS_ADDRESS, unlock_address: HTTPS_ADDRESS },
  },
};
