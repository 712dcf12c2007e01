/** An error as a Lambda client receives it. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the handler's second argument is made of. */
export interface HandlerContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** One invocation, sent to a container. */
export interface InvokeMessage {
  readonly type: "invoke";
  /** JSON text. */
  readonly event: string;
  readonly context: HandlerContext;
  /** When Lambda will end the invocation, milliseconds since 1970. */
  readonly deadlineMilliseconds: number;
}

/** What a container sends to the emulator. */
export type ContainerMessage =
  | { readonly type: "ready" }
  | { readonly type: "init-failed"; readonly failure: FunctionErrorPayload }
  | { readonly type: "log"; readonly text: string }
  | { readonly type: "result"; readonly payload: string; readonly maxMemoryBytes: number }
  | { readonly type: "failed"; readonly failure: FunctionErrorPayload; readonly maxMemoryBytes: number };
