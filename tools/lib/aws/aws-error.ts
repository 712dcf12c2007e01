import { type AwsFailure, failureKind, readAwsFailure, unreadText } from "../../../aws/failure/aws-failure";

/** Errors whose names say nothing that their text does not. */
const UNTOLD_NAMES: readonly string[] = ["Error", "ToolError", "SyntaxError", "TypeError", "Unknown"];

/** AWS's code and text of an error, or what came in the place of an answer of AWS, which is not quoted. */
export function awsErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { networkCode, awsCode, awsMessage, httpStatus } = readAwsFailure(error);
  const ownName = httpStatus === undefined && !UNTOLD_NAMES.includes(error.name) ? error.name : undefined;
  return [networkCode ?? awsCode ?? ownName, awsMessage].filter(Boolean).join(": ");
}

/** Whether the service itself answered, and meant whom it answered: not the network, a proxy, a wrong clock, a missing credential. */
export function isAwsAnswer(error: unknown): boolean {
  const failure = readAwsFailure(error);
  const kind = failureKind(failure);
  const isOfCaller = kind === undefined || kind === "expired-credentials";
  return failure.awsCode !== undefined && failure.httpStatus !== undefined && isOfCaller;
}

/** The error of an answer that is none of the service's: it says the status, and quotes nothing. */
export function unreadAnswer(httpStatusCode: number): Error {
  return Object.assign(new SyntaxError(unreadText(httpStatusCode)), { $metadata: { httpStatusCode } });
}

/**
 * What to do where AWS was not heard: the network failed, something else answered, or the clock is wrong. `undefined`: it said what it
 * has to say, or the error is none of a call.
 *
 * @param again the command to repeat, in words
 */
export function nextWhereUnheard(error: unknown, again: string): string | undefined {
  const failure = readAwsFailure(error);
  const kind = failureKind(failure);
  if (kind === "network") {
    return `see the way from here to ${endpointInWords()}: the network, a proxy or a firewall between, and its certificate; then ${again}`;
  }
  if (kind === "other-time") {
    return `set the clock of this machine, where it is ${new Date().toISOString()} now; then ${again}`;
  }
  return isNoAnswer(failure) ? seeWhoAnswers(again) : undefined;
}

/** The same, also where AWS asks to be asked again later. */
export function nextWhereNotNow(error: unknown, again: string): string | undefined {
  const kind = failureKind(readAwsFailure(error));
  const isLater = kind === "quota" || kind === "service-fault";
  return (
    nextWhereUnheard(error, again) ?? (isLater ? `that passes by itself: wait, then ${again}` : undefined)
  );
}

function isNoAnswer({ awsCode, httpStatus }: AwsFailure): boolean {
  return awsCode === undefined && httpStatus !== undefined;
}

function seeWhoAnswers(again: string): string {
  return `something else than AWS may answer at ${endpointInWords()}, or cuts its answers off: see the proxy, the sign-in page of the network, and the endpoint; then ${again}`;
}

/** Where clients are pointed: the origin alone, since an address may hold a password. */
function endpointInWords(): string {
  const named = Object.entries(process.env).filter(
    ([name, value]) => /^AWS_ENDPOINT_URL(?:_|$)/.test(name) && value !== "" && URL.canParse(value ?? ""),
  );
  if (named.length === 0) return "AWS's endpoints";
  return named.map(([name, value]) => `${new URL(value ?? "").origin} (${name})`).join(", ");
}
