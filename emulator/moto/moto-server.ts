import { get } from "node:http";

/** The version of moto that the tests run against, as pip and uvx take it. */
export const MOTO_REQUIREMENT = "moto[server]==5.2.1";

/** Variables `moto_server` is started with: without this one it leaves out AWS's managed policies. */
export const MOTO_VARIABLES: Readonly<Record<string, string>> = { MOTO_IAM_LOAD_MANAGED_POLICIES: "true" };

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
    get({ socketPath: socket, path: "/moto-api/data.json" }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once("error", () => resolve(false));
  });
}
