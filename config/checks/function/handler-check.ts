import type { LinkDraft } from "../../link-draft";
import { type LinkProblem, shownValue } from "../../problem";
import { NODE_RUNTIMES } from "../../schema/handler-schema";

/** An archive says what is called in it and by what; a handler that the project bundles is JavaScript, and is called `handler`. */
export function checkHandler({ function: settings = {} }: LinkDraft): LinkProblem[] {
  return "archive" in settings ? checkArchive(settings) : checkBundled(settings);
}

type Settings = NonNullable<LinkDraft["function"]>;

function checkArchive(settings: Settings): LinkProblem[] {
  const at = (field: string, message: string) => ({ path: ["function", field], message });
  const archive = settings.archive === undefined ? "set" : shownValue(settings.archive);
  return [
    ...("entry" in settings
      ? [at("archive", `is ${archive} beside entry, expected only one of the two; remove one`)]
      : []),
    ...("handler" in settings
      ? []
      : [
          at(
            "archive",
            `is ${archive} without handler, expected what Lambda calls in it; add handler, for example report.lambda_handler`,
          ),
        ]),
    ...("runtime" in settings
      ? []
      : [
          at(
            "archive",
            `is ${archive} without runtime, expected Lambda's runtime of its language; add runtime`,
          ),
        ]),
  ];
}

function checkBundled({ handler, runtime }: Settings): LinkProblem[] {
  const nodeRuntimes: readonly string[] = NODE_RUNTIMES;
  return [
    ...(handler === undefined
      ? []
      : [
          {
            path: ["function", "handler"],
            message: `is ${shownValue(handler)} without archive, expected none: what the project bundles is called handler; remove it, or add archive`,
          },
        ]),
    ...(runtime === undefined || nodeRuntimes.includes(runtime)
      ? []
      : [
          {
            path: ["function", "runtime"],
            message: `is ${shownValue(runtime)} without archive, expected ${NODE_RUNTIMES.join(" or ")}; choose one, or add archive`,
          },
        ]),
  ];
}
