import { type Arguments, listOf, literalMap, literalText, reference, textLike } from "./checks";

export const ARN = textLike(/^arn:/);

/** A function's name, or a reference to it. */
export const FUNCTION_NAME = reference(/^\$\{aws_lambda_function\.[\w-]+\.function_name\}$/);

/** Which of the two accounts. */
export const PROVIDER_REFERENCE: Arguments = { provider: textLike(/^aws\.[\w-]+$/) };

/** Arguments that every resource may have. */
export const COMMON: Arguments = {
  depends_on: listOf(textLike(/^aws_[a-z_]+\.[\w-]+$/)),
  // Filled in by the provider.
  id: literalText,
};

export const TAGS: Arguments = { tags: literalMap, tags_all: literalMap };
