import {
  type Arguments,
  listOf,
  literalMap,
  literalText,
  reference,
  textLike,
  type ValueCheck,
} from "./checks";
import { roleReplacedWith } from "./lifecycle";

export const ARN: ValueCheck = textLike(/^arn:/);

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
export const KMS_KEY = textLike(
  new RegExp(`^arn:[\\w-]+:kms:[\\w-]+:\\d{12}:key/(?:${UUID}|mrk-[0-9a-f]{32})$`),
);

/** A function of the stack, by its name. */
export const FUNCTION_NAME: ValueCheck = reference(/^\$\{aws_lambda_function\.[\w-]+\.function_name\}$/);

/** Which of the two accounts. */
export const PROVIDER_REFERENCE: Arguments = { provider: textLike(/^aws\.[\w-]+$/) };

/** Arguments that every resource may have. */
export const COMMON: Arguments = {
  depends_on: listOf(textLike(/^aws_[a-z_]+\.[\w-]+$/)),
  // Filled in by the provider.
  id: literalText,
};

export const LIFECYCLE: Arguments = { lifecycle: (value) => roleReplacedWith(value) !== undefined };

export const TAGS: Arguments = { tags: literalMap, tags_all: literalMap };
