import type { LiveAlias } from "../../../lib/aws/live-function";
import { unlikeSettings } from "../../../lib/aws/live-function-settings";
import type { LinkFacts } from "../../read/link-facts";
import { type LinkCheck, ok, problem } from "../check";
import { isOthers, putBack, readPart } from "../others";

/** The query function is there, can run, and runs as the query role. */
export const queryFunction: LinkCheck = {
  id: "function",
  lookedAt: ({ link }) =>
    `function ${link.function.name}: state, last update, execution role, timeout, what links.yaml sets of it`,
  expected: ({ link }) =>
    isOthers(link, "function")
      ? `others own it: Active, last update Successful, running as ${link.queryRole.name}`
      : `Active, last update Successful, running as ${link.queryRole.name}, timeout ${link.function.timeoutSeconds} s`,
  run: async (facts) => {
    const [live, { access, timeoutSeconds, settings }] = await Promise.all([
      readPart(facts.link, "function", facts.queryFunction()),
      facts.declared(),
    ]);
    const { name, accountId, roleArn } = access.queryFunction;
    if (live === undefined) {
      return problem(
        `there is no function ${name} in account ${accountId}, ${access.queryFunction.region}`,
        putBack(facts.link, "function"),
      );
    }
    const isOurs = !isOthers(facts.link, "function");
    const wrong = [
      ...(live.state === "Active" ? [] : [`its state is ${live.state}`]),
      ...(live.lastUpdateStatus === "Successful" ? [] : [`its last update is ${live.lastUpdateStatus}`]),
      ...(live.roleArn === roleArn ? [] : [`it runs as ${live.roleArn}`]),
      ...(live.timeoutSeconds === timeoutSeconds || !isOurs
        ? []
        : [`its timeout is ${live.timeoutSeconds} s`]),
      ...(isOurs ? unlikeSettings(live.settings, settings) : []),
      ...unlikeAlias(live.alias, facts.link.function.alias),
      ...missingInvokers(live.statementIds, facts.link.function.invokers),
    ];
    const invoked = live.alias === undefined ? "" : `, invoked as version ${live.version}`;
    if (wrong.length === 0) return ok(`Active, last update Successful, ${live.timeoutSeconds} s${invoked}`);
    return problem([...wrong, ...live.reasons].join("; "), putBack(facts.link, "function"));
  },
};

/** The alias is there, names a version that was published, and what is to be ready of it is. */
function unlikeAlias(
  live: LiveAlias = {},
  declared: LinkFacts["link"]["function"]["alias"],
): readonly string[] {
  if (declared === undefined) return [];
  const { name, provisionedConcurrency: wanted } = declared;
  if (live.version === undefined) return [`there is no alias ${name}`];
  const { requested = 0, status, reason } = live.ready ?? {};
  return [
    ...(live.version === "$LATEST" ? [`its alias ${name} names $LATEST, should be a published version`] : []),
    ...(wanted === undefined || requested === wanted
      ? []
      : [`${requested} instances of alias ${name} are to be ready, should be ${wanted}`]),
    // In between they are made ready, and invocations are served by others.
    ...(status === "FAILED" ? [`no instances of alias ${name} are kept ready: ${reason ?? status}`] : []),
  ];
}

/** Whoever else may invoke it is no matter of whether the link works: drift tells. */
function missingInvokers(
  found: readonly string[] | undefined,
  invokers: LinkFacts["link"]["function"]["invokers"] = [],
): readonly string[] {
  if (found === undefined) return [];
  return invokers
    .filter(({ name }) => !found.includes(name))
    .map(({ name }) => `its resource policy lacks invoker ${name}`);
}
