/** Handlers as a user would deploy them. */
export const LOCAL_HANDLERS = `
exports.echo = async (event) => ({ event, memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE });
exports.environment = async () => Object.keys(process.env).sort();
exports.whoami = async (_, context) => context.invokedFunctionArn;
exports.log = async () => console.log("a line of the function");
exports.fail = async () => { throw new TypeError("broken on purpose"); };
exports.hang = () => new Promise((resolve) => setTimeout(resolve, 60_000));
exports.exit = async () => process.exit(3);
exports.eat = async () => { const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random())); };
exports.append = async (event, context) => {
  require("node:fs").appendFileSync(event.file, context.awsRequestId + "\\n");
  throw new RangeError("again");
};
exports.keep = async (event) => require("node:fs").writeFileSync(event.requestPayload.kept, JSON.stringify(event));
exports.version = async (event, context) => [1, context.functionVersion, context.invokedFunctionArn];
exports.big = async () => "x".repeat(7 * 1024 * 1024);
`;

/** One of Python, `probe.run`: whose it is, and what it sees of this machine. */
export const LOCAL_PYTHON_HANDLER = `
import os, time
import boto3
def run(event, context):
    print("a line of the function")
    if "sleep" in event:
        time.sleep(event["sleep"])
    return {
        "arn": boto3.client("sts").get_caller_identity()["Arn"],
        "function": context.invoked_function_arn,
        "names": sorted(os.environ),
        "home": os.path.expanduser("~"),
    }
`;
