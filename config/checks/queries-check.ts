import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/** Without named queries, a link that refuses all other SQL would run none; and code of the user's own refuses nothing by itself. */
export function checkQueries(link: LinkDraft): LinkProblem[] {
  const { rawSql, queries, function: settings = {} } = link;
  const [own] = (["entry", "archive"] as const).filter((field) => field in settings);
  const problems: LinkProblem[] = [];
  if (rawSql === false && own !== undefined) {
    problems.push({
      path: ["rawSql"],
      message: `is false beside function.${own}, expected it with the project's own function alone: yours decides itself what it runs; take it out, or, where it is a default, write rawSql: true for this link`,
    });
  } else if (rawSql === false && settings.existing === true) {
    problems.push({
      path: ["rawSql"],
      message:
        "is false beside function.existing, expected it with the project's own function alone: whoever deploys the function decides what it runs; take it out",
    });
  } else if (rawSql === false && !("queries" in link)) {
    // A key that is there without a value was refused by the schema.
    const message =
      "is false without queries, expected a folder of named queries beside it; name one in queries";
    problems.push({ path: ["rawSql"], message });
  }
  if (queries !== undefined && own === "archive") {
    const message = `is ${shownValue(queries)} beside function.archive, which is deployed as it is, expected none; take it out, and put the files into the archive`;
    problems.push({ path: ["queries"], message });
  }
  return problems;
}
