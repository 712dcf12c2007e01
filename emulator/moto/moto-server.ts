import { get } from "node:http";
import { devNull } from "node:os";

/** The version of moto that the tests run against, as pip and uvx take it. */
export const MOTO_REQUIREMENT = "moto[server]==5.2.1";

/**
 * Variables `moto_server` is started with, in an environment without any other of AWS's. Moto makes clients of boto3, which
 * would look for keys: in the user's configuration files, where a profile may start a program (`credential_process`), and at
 * the address where a virtual machine tells its own.
 */
export const MOTO_VARIABLES: Readonly<Record<string, string>> = {
  // Without it moto leaves out AWS's managed policies.
  MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
  AWS_ACCESS_KEY_ID: "moto",
  AWS_SECRET_ACCESS_KEY: "moto",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * Arguments with which `moto_server` listens on a Unix socket instead of a port.
 *
 * @param socket path, in a folder that no other user can enter: moto asks nobody for permission
 */
export function motoArguments(socket: string): readonly string[] {
  return ["-H", `unix://${socket}`];
}

/** Whether moto is up; never rejects. */
export function motoAnswers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    get({ socketPath: socket, path: "/moto-api/" }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once("error", () => resolve(false));
  });
}
