import { z } from "zod";
import { layerVersionArn } from "./arns";
import { section, text, wholeNumber } from "./fields";

/** Of a function, with or without versions (AWS Lambda quotas). */
const MAX_LAYERS = 5;

const LAYERS_ALLOWED = "a list of 1 to 5 ARNs of layer versions; begin each with `- arn:`";

/** Lambda's pattern: neither a version's number nor `$LATEST`. */
const ALIAS_NAME = text(
  /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/,
  "1 to 128 letters, digits, _ and -, not digits alone; correct it",
);

/** What is put beside the code of the function, and under which name it is invoked: fields of `function`. */
export const FUNCTION_RELEASE = {
  layers: z
    .array(layerVersionArn, { error: LAYERS_ALLOWED })
    .min(1, { error: LAYERS_ALLOWED })
    .max(MAX_LAYERS, { error: LAYERS_ALLOWED })
    .describe(
      "Versions of layers that Lambda puts beside the code, 1 to 5, in the lambda region; of two with one file the later one has it. " +
        "Foreign code: it runs with the query role. Default: none.",
    )
    .exactOptional(),
  alias: section({
    name: ALIAS_NAME.describe("Name of the alias, 1 to 128 characters. Required."),
    provisionedConcurrency: wholeNumber(
      1,
      100_000,
      "a whole number from 1 (instances that are kept ready); correct it",
    )
      .describe(
        "Instances of the alias that Lambda keeps ready, at most reservedConcurrency where there is one. They cost as long as they are kept. " +
          "Default: none.",
      )
      .exactOptional(),
  })
    .describe(
      "Every apply that changes the function publishes a version, and this alias names the last one: invokers, npm run query and the " +
        "doctor invoke the alias. Default: none, the function is invoked itself.",
    )
    .exactOptional(),
};
