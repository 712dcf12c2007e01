import type { SettingsCodec } from "../../../access/link/function-settings";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import { decodeSettings } from "../../../redshift-data/link/environment-settings";

/** How the function of a link reads its environment, for those who judge it from outside. */
export const SETTINGS_CODEC: SettingsCodec = {
  variables: ENVIRONMENT,
  decode: (environment) => decodeSettings(environment).written,
};
