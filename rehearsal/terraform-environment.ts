/** Variables that would point a tool at a real account, or change how Terraform or moto runs. */
const REMOVED = /^(AWS_|BOTO_|MOTO_|CDKTF_|TF_(CLI_ARGS|DATA_DIR|WORKSPACE|VAR_))/;

/** The user's environment without anything that names an AWS account, plus what the local accounts export. */
export function localEnvironment(
  exported: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !REMOVED.test(name));
  return { ...Object.fromEntries(kept), ...exported };
}
