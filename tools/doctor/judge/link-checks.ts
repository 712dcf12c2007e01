import type { FunctionDemands } from "../../../config/function-demands";
import type { OwnCode } from "../../../config/link";
import type { LinkCheck } from "./check";
import { lambdaCredentials, redshiftCredentials } from "./checks/credentials";
import { queryFunction } from "./checks/function";
import { functionConcurrency } from "./checks/function-concurrency";
import { functionEnvironmentCheck } from "./checks/function-environment";
import { functionTrustCheck } from "./checks/function-trust";
import { hop1Check } from "./checks/hop-1";
import { hop2Check } from "./checks/hop-2";
import { logGroup } from "./checks/log-group";
import { provider } from "./checks/provider";
import { bucketRoleCheck, copyRoleCheck, dataRoleCheck, queryRole } from "./checks/role";
import { selectOne } from "./checks/select-one";
import { state } from "./checks/state";
import { alarmTopic } from "./checks/surroundings/alarm-topic";
import { network } from "./checks/surroundings/network";
import { outputParametersCheck } from "./checks/surroundings/output-parameters";
import { tableGrants } from "./checks/table-grants";
import { target } from "./checks/target";
import { terraformVersion } from "./checks/terraform-version";
import { bucketKeys } from "./checks/transfer/bucket-keys";
import { buckets } from "./checks/transfer/buckets";
import { copyRoleAttached } from "./checks/transfer/copy-role-attached";
import { hop3 } from "./checks/transfer/hop-3";
import { hop4 } from "./checks/transfer/hop-4";
import { tableLoad } from "./checks/transfer/table-load";

/** The checks of one link, along the path: tools, credentials, what is deployed, then hop by hop. */
const WALKED: readonly LinkCheck[] = [
  terraformVersion,
  provider,
  lambdaCredentials,
  redshiftCredentials,
  state,
  queryRole,
  dataRoleCheck,
  queryFunction,
  functionEnvironmentCheck,
  functionConcurrency,
  logGroup,
  alarmTopic,
  outputParametersCheck,
  network,
  functionTrustCheck,
  hop1Check,
  hop2Check,
  target,
  selectOne,
];

/** The way from Redshift to the buckets of a link. */
const TRANSFER: readonly LinkCheck[] = [
  copyRoleCheck,
  bucketRoleCheck,
  copyRoleAttached,
  hop3,
  hop4,
  buckets,
  bucketKeys,
];

/** What only a statement through the function shows: of user's code nobody here knows what its events do. */
const BY_STATEMENT: readonly LinkCheck[] = [target, selectOne];

/**
 * @param withTable a table was named
 * @param code of the function where it is its user's own; the report then says in hop-1 and hop-2 what was not asked
 * @param demands of the function: what none of them needs is not looked at. `existing`: others deploy it, and what its events do, and
 *   where it logs, they alone know
 * @param beside what the link has beside its path: buckets, outputs in Parameter Store
 */
export function linkChecks(
  withTable: boolean,
  code?: OwnCode,
  {
    alarms,
    vpc,
    existing = false,
  }: Pick<FunctionDemands, "alarms" | "vpc"> & {
    readonly existing?: boolean;
  } = {},
  beside: { readonly buckets?: boolean; readonly parameters?: boolean } = {},
): readonly LinkCheck[] {
  const idle = [
    ...(alarms === undefined ? [alarmTopic] : []),
    ...(vpc === undefined ? [network] : []),
    ...(beside.parameters === true ? [] : [outputParametersCheck]),
    ...(existing ? [...BY_STATEMENT, logGroup] : []),
  ];
  const all = [
    ...WALKED,
    ...(beside.buckets === true ? TRANSFER : []),
    ...(withTable ? [tableGrants] : []),
    ...(withTable && beside.buckets === true ? [tableLoad] : []),
  ].filter((check) => !idle.includes(check));
  return code === undefined ? all : all.filter((check) => !BY_STATEMENT.includes(check));
}
