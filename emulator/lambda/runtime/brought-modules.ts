import Module from "node:module";

/** Scopes of npm that Lambda's Node.js brings beside Node.js itself: the AWS SDK and what it is made of. */
export const BROUGHT_SCOPES = ["@aws-sdk", "@smithy"] as const;

interface ResolvingModule {
  _resolveFilename(request: string, ...others: unknown[]): string;
}

/**
 * Names what Lambda's Node.js brings and the local accounts have not: modules of the SDK that nobody installed here, and the
 * global object with which a handler streams its answer. What is here of the SDK stands above the folders of the functions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function nameLacks(): void {
  const resolving = Module as unknown as ResolvingModule;
  const resolveFilename = resolving._resolveFilename;
  resolving._resolveFilename = function (request, ...others) {
    try {
      return resolveFilename.call(this, request, ...others);
    } catch (error) {
      if (!BROUGHT_SCOPES.some((scope) => request.startsWith(`${scope}/`))) throw error;
      throw lack(request, "install it beside them with npm, or put it into the archive");
    }
  };
  const streaming = (name: string) => () => {
    throw lack(`awslambda.${name}`, "they do not stream responses");
  };
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: streaming("streamifyResponse"),
      HttpResponseStream: { from: streaming("HttpResponseStream.from") },
    },
  });
}

function lack(name: string, advice: string): Error {
  return new Error(
    `LOCAL_LACK: ${name} is part of Lambda's Node.js, and not of the local accounts: ${advice}`,
  );
}
