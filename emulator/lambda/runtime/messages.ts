/** An error as a Lambda client receives it; each language has further members of its own. */
export interface FunctionErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Of Node.js. */
  readonly trace?: readonly string[];
  /** Of Python. */
  readonly stackTrace?: readonly string[];
  /** Of Python; empty for a failed init phase. */
  readonly requestId?: string;
}

/** One invocation, sent to a container: what Lambda's runtime API hands to a runtime with the next event. */
export interface InvokeMessage {
  readonly type: "invoke";
  /** JSON text. */
  readonly event: string;
  readonly requestId: string;
  /** As the invocation named the function, with its qualifier. */
  readonly invokedFunctionArn: string;
  /** When Lambda will end the invocation, milliseconds since 1970. */
  readonly deadlineMilliseconds: number;
  /** X-Ray's trace header. */
  readonly traceId: string;
  /** JSON text of what a client sent as its context; absent when it sent none. */
  readonly clientContext?: string;
}

/** What a container sends to the emulator. Peak memory is that of its process, bytes. */
export type ContainerMessage =
  | { readonly type: "ready" }
  | { readonly type: "init-failed"; readonly failure: FunctionErrorPayload; readonly maxMemoryBytes: number }
  | { readonly type: "log"; readonly text: string }
  | { readonly type: "result"; readonly payload: string; readonly maxMemoryBytes: number }
  | { readonly type: "failed"; readonly failure: FunctionErrorPayload; readonly maxMemoryBytes: number };
