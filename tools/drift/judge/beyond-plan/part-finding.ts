import { wholeAccount } from "../../../../aws/iam";
import { isJson, type Json } from "../../../../aws/json";
import { functionLogGroup } from "../../../../aws/lambda";
import type { Link } from "../../../../config/link";
import { RUN_QUERY } from "../../../../functions/run-query/contract";
import { notShown } from "../../../lib/report/mask";
import type { FoundPart } from "../../read/beyond-plan/beyond-plan";
import { accountsOf } from "../accounts";
import { shownJson } from "../differences/shown-value";
import type { DriftFinding } from "../finding";
import { nowGetsInvocations } from "../meaning/settings/told-setting";
import { fingerprintOf } from "./fingerprint";

type LinkOfPart = Pick<Link, "function" | "lambdaAccount" | "redshiftAccount">;

/** What is said of one kind of part. */
interface Told extends Pick<DriftFinding, "severity" | "summary" | "meaning"> {
  /** What is shown of it. */
  readonly value: unknown;
  /** The command that takes it away, without the region. */
  readonly command: string;
  /** What brings back the link's own in its place. Absent: it has none of it. */
  readonly afterwards?: string;
}

/** A secret of an Alexa skill, which a resource policy may hold. */
const SECRET_CONDITION_KEY = /^lambda:EventSourceToken$/i;

/** A thing that was found beside the plan, as a finding: no link has any. */
export function partFinding(link: LinkOfPart, part: FoundPart): DriftFinding {
  const { value, command, afterwards, ...told } = toldOf(part, link.function);
  const type = part.look === "log-subscription" ? "aws_cloudwatch_log_group" : "aws_lambda_function";
  return {
    kind: "beyond-plan",
    address: `${type}.${RUN_QUERY.address}`,
    account: accountsOf(link).lambda,
    look: part.look,
    fingerprint: fingerprintOf(part),
    ...told,
    before: null,
    after: shownJson(value),
    repair: repairOfPart(`aws ${command} --region ${link.lambdaAccount.region}`, afterwards),
  };
}

function repairOfPart(command: string, afterwards: string | undefined): string {
  if (afterwards === undefined) return `no plan shows it, so no apply removes it: ${command}`;
  return `a plan may not show it: ${command}; ${afterwards}`;
}

function toldOf(part: FoundPart, { name, alias: own, invokers = [] }: LinkOfPart["function"]): Told {
  const ofFunction = `--function-name ${name}`;
  const { look: _, ...value } = part;
  switch (part.look) {
    case "function-policy": {
      const allows = part.statement.Effect === "Allow";
      const { Principal, NotPrincipal, Action, NotAction } = part.statement;
      const who =
        Principal === undefined ? `everybody but ${principalsIn(NotPrincipal)}` : principalsIn(Principal);
      const actions = Action === undefined ? `everything but ${textsIn(NotAction)}` : textsIn(Action);
      const does = `${actions}${ofQualifier(part.qualifier)}`;
      // Without a condition a service counts, whoever's resources it acts for.
      const unconditional = isService(Principal) ? ", for resources of any account" : "";
      const condition = part.statement.Condition === undefined ? unconditional : ", under a condition";
      const sid = String(part.statement.Sid);
      const isNamed = invokers.some((invoker) => invoker.name === sid);
      const qualifier = part.qualifier === undefined ? "" : ` --qualifier ${word(part.qualifier)}`;
      return {
        severity: allows ? "critical" : "high",
        summary: isNamed
          ? `statement ${sid} of the resource policy of function ${name}${ofQualifier(part.qualifier)} is not as the link writes it`
          : `the resource policy of function ${name}${ofQualifier(part.qualifier)} has a statement that no link has`,
        meaning: allows ? [`${who} can now ${does}${condition}`] : [],
        value: withoutSecrets(part.statement),
        command: `lambda remove-permission ${ofFunction} --statement-id ${word(sid)}${qualifier}`,
        ...(isNamed ? { afterwards: "then apply, which writes the link's own" } : {}),
      };
    }
    case "function-url": {
      const open = part.authType !== "AWS_IAM";
      const qualifier = part.qualifier === undefined ? "" : ` --qualifier ${word(part.qualifier)}`;
      return {
        severity: open ? "critical" : "high",
        summary: `function ${name}${ofQualifier(part.qualifier)} has a URL, which no link has`,
        meaning: [
          open
            ? "everybody whom the resource policy lets can now invoke the function without a signature"
            : "whoever may call lambda:InvokeFunctionUrl can now invoke the function over the internet",
        ],
        value,
        command: `lambda delete-function-url-config ${ofFunction}${qualifier}`,
      };
    }
    case "function-alias":
      return {
        severity: "high",
        summary: `function ${name} has alias ${part.name}, which no link has`,
        meaning: [`whoever invokes ${part.name} runs version ${part.version} with the query role`],
        value,
        command: `lambda delete-alias ${ofFunction} --name ${word(part.name)}`,
      };
    case "function-version":
      return {
        severity: "high",
        summary:
          own === undefined
            ? `function ${name} has version ${part.version}, and no link publishes one`
            : `function ${name} has version ${part.version}, which the last apply did not publish`,
        meaning: [
          "its code and variables stay invocable with the query role, whatever an apply deploys",
          // The provider takes the newest version for the one that the configuration published.
          ...(own === undefined
            ? []
            : [
                `unless it publishes another one, the next apply makes alias ${own.name} name it: delete it before`,
              ]),
        ],
        value,
        command: `lambda delete-function ${ofFunction} --qualifier ${word(part.version)}`,
      };
    case "event-source":
      return {
        severity: "critical",
        summary: `an event source mapping invokes function ${name}, and no link has one`,
        meaning: [`whoever writes to ${part.sourceArn ?? "its source"} can now invoke the function`],
        value,
        command: `lambda delete-event-source-mapping --uuid ${word(part.id)}`,
      };
    case "async-config": {
      const destinations = [part.onSuccess, part.onFailure].filter((arn) => arn !== undefined);
      const qualifier = part.qualifier === undefined ? "" : ` --qualifier ${word(part.qualifier)}`;
      return {
        severity: destinations.length > 0 ? "critical" : "medium",
        summary: `asynchronous invocations of function ${name}${ofQualifier(part.qualifier)} are configured, and no link configures them`,
        meaning: destinations.map(nowGetsInvocations),
        value,
        command: `lambda delete-function-event-invoke-config ${ofFunction}${qualifier}`,
      };
    }
    case "log-subscription": {
      const group = functionLogGroup(name);
      return {
        severity: "critical",
        summary: `log group ${group} has subscription filter ${part.name}, which no link has`,
        meaning: [`${part.destinationArn} now gets the function's log`],
        value,
        command: `logs delete-subscription-filter --log-group-name ${group} --filter-name ${word(part.name)}`,
      };
    }
  }
}

/** A word of a shell, whatever somebody wrote into the account. */
function word(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function ofQualifier(qualifier: string | undefined): string {
  return qualifier === undefined ? "" : ` of ${qualifier}`;
}

/** For example `everybody`, `account 999999999999` or `Service events.amazonaws.com`. */
function principalsIn(principal: unknown): string {
  if (typeof principal !== "object" || principal === null) return principalIn("AWS", String(principal));
  return Object.entries(principal)
    .flatMap(([kind, names]) => [names].flat().map((name) => principalIn(kind, String(name))))
    .join(", ");
}

function principalIn(kind: string, name: string): string {
  if (name === "*") return "everybody";
  if (kind !== "AWS") return `${kind} ${name}`;
  const account = wholeAccount(name);
  return account === undefined ? name : `account ${account}`;
}

function isService(principal: unknown): boolean {
  return isJson(principal) && principal.Service !== undefined;
}

function textsIn(value: unknown): string {
  return [value].flat().map(String).join(", ");
}

function withoutSecrets(statement: Json): unknown {
  return JSON.parse(
    JSON.stringify(statement, (key, value: unknown) => (SECRET_CONDITION_KEY.test(key) ? notShown() : value)),
  );
}
