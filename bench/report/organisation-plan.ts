import { REQUESTS_PER_SECOND } from "../../emulator/redshift-data/quotas";
import { shortNumber } from "./figure-text";
import type { Results } from "./results-file";

const LINKS = 5000;
/** Links of one file: one team, or one pair of accounts. */
const LINKS_PER_FILE = 100;
const WORKERS = 16;

/** A value of a result's table: the row by its first cell, the column by its name. */
function recorded(results: Results, measurement: string, row: string, column: string): number | undefined {
  const found = (results[measurement]?.tables ?? []).flatMap(({ columns, rows }) => {
    const index = columns.indexOf(column);
    const value = rows.find(([first]) => first === row)?.[index];
    return typeof value === "number" ? [value] : [];
  });
  return found[0];
}

/** A plan on paper for an organisation of many links, from the recorded figures; absent while one of them is missing. */
export function organisationPlan(results: Results): string[] {
  const fileMilliseconds = recorded(results, "synth", String(LINKS_PER_FILE), "ms");
  const fileMegabytes = recorded(results, "synth", String(LINKS_PER_FILE), "MB");
  const planMilliseconds = recorded(results, "rehearsal", "terraform plan", "ms");
  const applyMilliseconds = recorded(results, "rehearsal", "terraform apply", "ms");
  const driftSeconds = recorded(results, "drift", "1 link: drift, all of it", "s");
  const { ExecuteStatement: submits = 0, GetStatementResult: fetches = 0 } = REQUESTS_PER_SECOND;
  if (!fileMilliseconds || !fileMegabytes || !planMilliseconds || !applyMilliseconds) return [];
  const minutes = (milliseconds: number) => `${shortNumber(milliseconds / 60_000)} minutes`;
  const everyLink = (milliseconds: number) => minutes((milliseconds * LINKS) / WORKERS);
  const driftOfAll = driftSeconds === undefined ? "" : `, ${everyLink(driftSeconds * 1000)} of drift`;
  const perSecond = Math.min(submits, fetches);
  return [
    `## On paper: ${shortNumber(LINKS)} links in one organisation`,
    "Nothing here was run at this size; the arithmetic uses the figures above.",
    [
      `- **State.** One link is one state, and stays one: a lock, a refresh or a mistake reaches two roles and one function. ${shortNumber(LINKS)} objects in a bucket, one key per link, with S3's lock file.`,
      `- **Files.** ${LINKS / LINKS_PER_FILE} files of ${LINKS_PER_FILE} links, one per team or pair of accounts, each chosen with \`LINKS_FILE\`: a synth of one takes ${shortNumber(fileMilliseconds / 1000)} s and ${shortNumber(fileMegabytes)} MB here, so the files of a change can be synthesized on every pull request. All of them, one after the other: ${minutes((fileMilliseconds * LINKS) / LINKS_PER_FILE)}.`,
      `- **Plans and deploys.** A plan took ${shortNumber(planMilliseconds / 1000)} s and an apply ${shortNumber(applyMilliseconds / 1000)} s per link in the rehearsal. With ${WORKERS} workers, a plan of every link is ${everyLink(planMilliseconds)}, a first apply ${everyLink(applyMilliseconds)}. A pull request plans the links whose synthesized folder changed; the whole is for the nightly drift run${driftOfAll}. IAM throttles per account, so the workers go over the accounts in turns instead of through one account after the other.`,
      `- **Quotas of the Data API.** They count per redshift account and region: ${submits} submits and ${fetches} results a second, for all links to that account together. One statement with a result needs one of each, so ${perSecond} statements a second is what an account can answer, ${shortNumber(perSecond * 3600)} an hour, however many links share it. More needs another account or region, or statements without a result set (UNLOAD to S3).`,
      `- **Long statements.** A waiting function occupies one of its account's concurrent executions for as long as the statement runs. What runs for minutes is submitted with \`action: submit\`, and a Step Functions state machine waits and asks with \`status\`: a waiting state occupies no function.`,
      `- **Fan-out.** A Map state over links with \`MaxConcurrency\` below the quota (${perSecond} for statements of a second) keeps throttles away; \`function.reservedConcurrency\` bounds one link, so that it cannot take the quota of its neighbours.`,
    ].join("\n"),
  ];
}
