import {
  isWithoutValue,
  NO_EFFECT,
  type SeenSetting,
  type SettingEffect,
  type ToldResource,
  tells,
} from "./told-setting";

/** What watches the function, keeps its log or tells others of the link: by type. */
export const TOLD_WATCHING: Readonly<Record<string, ToldResource>> = {
  aws_cloudwatch_log_group: {
    gone: () =>
      "what the log held is gone, and the function, whose role makes no group, writes none until an apply",
    settings: {
      retention_in_days: ({ before, now }) =>
        tells(`the log is now kept ${kept(now)}, deployed was ${kept(before)}`),
      kms_key_id: ({ now }) =>
        tells(
          isWithoutValue(now)
            ? "whoever may read the log now reads what is written from now on: no key of the link's guards it"
            : `whoever may read the log and use key ${String(now)} now reads what is written from now on`,
        ),
    },
  },
  aws_cloudwatch_metric_alarm: {
    gone: ({ alarm_description: watched }) =>
      `nobody is told any more of what it watched: ${String(watched)}`,
    settings: {
      alarm_actions: toldActions,
      ok_actions: toldActions,
      insufficient_data_actions: toldActions,
      actions_enabled: ({ now }) =>
        tells(now === false ? "the alarm now tells nobody" : "the alarm now tells again"),
      alarm_description: () => NO_EFFECT,
    },
    others: "the alarm now goes off at another time than was deployed, or never",
  },
  aws_cloudwatch_dashboard: {
    gone: () => "nobody sees the function's figures there any more",
    settings: { dashboard_body: () => tells("it shows other figures than were deployed") },
  },
  aws_ssm_parameter: {
    gone: () => "whoever reads the parameter to find the link now finds nothing",
    settings: {
      insecure_value: ({ now }) =>
        tells(`whoever reads the parameter now takes ${String(now)} for the link's`),
      // An encrypted one: what somebody wrote into it is not told.
      value: () => tells("whoever reads the parameter now takes another value for the link's"),
      key_id: ({ now }) =>
        tells(
          isWithoutValue(now)
            ? "whoever may read the parameter now reads its value: no key of the link's guards it"
            : `whoever may read the parameter and use key ${String(now)} now reads its value`,
        ),
    },
  },
};

function toldActions({ now }: SeenSetting): SettingEffect {
  return tells(
    isWithoutValue(now) ? "the alarm now tells nobody" : `the alarm now tells ${[now].flat().join(", ")}`,
  );
}

/** CloudWatch Logs keeps for good what has no days. */
function kept(days: unknown): string {
  return isWithoutValue(days) || days === 0
    ? "for good"
    : `for ${String(days)} ${days === 1 ? "day" : "days"}`;
}
