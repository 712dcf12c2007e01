import { blocks } from "../../../../../access/terraform/json-record";
import type { Json } from "../../../../../aws/json";
import { ENVIRONMENT } from "../../../../../redshift-data/link/environment-names";
import { variablesOf } from "../../differences/shown-value";
import {
  grantsThat,
  inPlaceOf,
  isWithoutValue,
  NO_EFFECT,
  nowGetsInvocations,
  type SeenSetting,
  type SettingEffect,
  type ToldResource,
  tells,
} from "./told-setting";

/** Settings of the function itself that no policy decides: by attribute. */
export const TOLD_FUNCTION: ToldResource = {
  settings: {
    code_sha256: () => tells("whatever that code does, it does with the query role"),
    handler: ({ now }) => tells(`${String(now)} is now called with every event`),
    runtime: ({ now }) => tells(`the code now runs under ${String(now)}`),
    layers: toldLayers,
    environment: toldVariables,
    kms_key_arn: ({ now }) =>
      tells(
        isWithoutValue(now)
          ? "whoever may read the function's configuration now sees its variables: no key of the link's guards them"
          : `whoever may use key ${String(now)} now sees the function's variables`,
      ),
    tracing_config: ({ now }) =>
      tells(
        only(now, "mode") === "Active"
          ? "the function now sends traces"
          : "the function now sends traces only where its caller has decided to",
      ),
    ephemeral_storage: ({ before, now }) =>
      tells(`/tmp now holds ${only(now, "size")} MB${inPlaceOf(only(before, "size"))}`),
    vpc_config: ({ now }) =>
      tells(
        isWithoutValue(now) || isWithoutValue(only(now, "subnet_ids"))
          ? "the function now runs outside of the VPC: neither security groups nor routes of it bound what it reaches"
          : `the function now runs in ${listed(now, "subnet_ids")} behind ${listed(now, "security_group_ids")}`,
      ),
    dead_letter_config: ({ before, now }) => toldDestinations(targetsIn(before), targetsIn(now)),
    code_signing_config_arn: ({ now }) =>
      tells(
        isWithoutValue(now)
          ? "code that nobody signed can now be deployed"
          : `code that ${String(now)} lets through can now be deployed`,
      ),
  },
};

/** What belongs to the function and is a resource of its own: by type. */
export const TOLD_AROUND_FUNCTION: Readonly<Record<string, ToldResource>> = {
  aws_lambda_alias: {
    gone: ({ name }) =>
      `whoever invokes ${String(name)} now gets an error; what may invoke it, its settings and its instances went with it`,
    settings: {
      function_version: ({ now, values }) =>
        tells(`whoever invokes ${String(values.name)} now runs version ${String(now)}`),
      routing_config: ({ now, values }) => {
        const versions = blocks(now).flatMap((block) => Object.keys(block.additional_version_weights ?? {}));
        return tells(
          versions.length === 0
            ? `all invocations of ${String(values.name)} now run one version`
            : `a share of the invocations of ${String(values.name)} now runs version ${versions.join(", ")}`,
        );
      },
    },
  },
  aws_lambda_provisioned_concurrency_config: {
    gone: () => "no instance is kept ready now: an invocation may wait until one has started",
    settings: {
      provisioned_concurrent_executions: ({ before, now }) =>
        tells(
          `${now === 1 ? "1 instance is" : `${String(now)} instances are`} now kept ready${inPlaceOf(before)}`,
        ),
    },
  },
  aws_lambda_function_event_invoke_config: {
    gone: () =>
      "asynchronous invocations now have what Lambda gives every function: two more attempts within six hours, and no destination",
    settings: {
      destination_config: ({ before, now }) => toldDestinations(targetsIn(before), targetsIn(now)),
      maximum_event_age_in_seconds: ({ before, now }) =>
        tells(`an event is now given up after ${String(now)} s${inPlaceOf(before, " s")}`),
      maximum_retry_attempts: ({ before, now }) =>
        tells(`an event that failed is now tried ${String(now)} more times${inPlaceOf(before)}`),
    },
  },
  aws_lambda_permission: {
    gone: (values) => `${invokerIn(values)} can no longer invoke the function`,
    settings: Object.fromEntries(
      ["principal", "source_arn", "source_account", "action", "principal_org_id"].map((attribute) => [
        attribute,
        ({ now, values }: SeenSetting) => {
          const changed = { ...values, [attribute]: now };
          return grantsThat(
            `${invokerIn(changed)} can now ${String(changed.action)}, in place of ${invokerIn(values)}`,
          );
        },
      ]),
    ),
  },
};

function toldLayers({ before, now }: SeenSetting): SettingEffect {
  const [were, are] = [textsIn(before), textsIn(now)];
  const added = are.filter((layer) => !were.includes(layer));
  const removed = were.filter((layer) => !are.includes(layer));
  if (added.length + removed.length === 0) {
    return tells(
      "the layers are now loaded in another order: a later one overwrites what an earlier one has",
    );
  }
  return tells(
    ...added.map((layer) => `layer ${layer} is now loaded beside the code`),
    ...removed.map((layer) => `layer ${layer} is no longer loaded`),
  );
}

function toldVariables({ before, now }: SeenSetting): SettingEffect {
  const { rawSql } = ENVIRONMENT;
  const [was, is] = [variablesOf(before)[rawSql] !== "false", variablesOf(now)[rawSql] !== "false"];
  if (was === is) return NO_EFFECT;
  return is
    ? grantsThat("whoever may invoke the function can now have it run any SQL, not only its named queries")
    : tells("the function now refuses all SQL but that of its named queries");
}

/** Nobody knows whose a destination is; what is no longer named gets nothing. */
function toldDestinations(before: readonly string[], now: readonly string[]): SettingEffect {
  const added = now.filter((arn) => !before.includes(arn));
  const removed = before.filter((arn) => !now.includes(arn));
  const lost = removed.map((arn) => `${arn} no longer gets invocations that ended`);
  return added.length === 0 ? tells(...lost) : grantsThat(...added.map(nowGetsInvocations), ...lost);
}

/** ARNs in a dead-letter or destination configuration. */
function targetsIn(value: unknown): readonly string[] {
  return blocks(value).flatMap(({ target_arn: target, on_failure: failed, on_success: succeeded }) => [
    ...(isWithoutValue(target) ? [] : [String(target)]),
    ...[failed, succeeded].flatMap((part) => blocks(part).map(({ destination }) => String(destination))),
  ]);
}

/** Whom a permission lets in, for example `events.amazonaws.com for arn:aws:events:…`. */
function invokerIn({ principal, source_arn: source, source_account: account }: Json): string {
  const who = /^\d{12}$/.test(String(principal)) ? `account ${String(principal)}` : String(principal);
  const whose = [source, account].filter((value) => !isWithoutValue(value)).map(String);
  return whose.length === 0 ? who : `${who} for ${whose.join(" of account ")}`;
}

/** The member of the one block of an attribute. */
function only(value: unknown, member: string): unknown {
  return blocks(value)[0]?.[member];
}

function listed(value: unknown, member: string): string {
  return textsIn(only(value, member)).join(", ");
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
