import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  type LambdaClient,
} from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import { LOCAL_HANDLERS } from "./local-handlers";

/** A function that tests deploy into local accounts and invoke, as a client does. */
export class ProbeFunction {
  constructor(
    private readonly lambda: () => LambdaClient,
    private readonly name: string,
    private readonly roleArn: string,
  ) {}

  /** @param handler of {@link LOCAL_HANDLERS} */
  readonly deploy = async (
    handler: string,
    settings: Partial<CreateFunctionCommandInput> = {},
  ): Promise<void> => {
    await this.lambda().send(
      new CreateFunctionCommand({
        FunctionName: this.name,
        Runtime: "nodejs22.x",
        Handler: `index.${handler}`,
        Role: this.roleArn,
        MemorySize: 128,
        // Nothing but the tests of the timeout ends by it, however busy the machine is.
        Timeout: 60,
        Environment: { Variables: { OWN: "variable" } },
        Code: { ZipFile: zipSync({ "index.js": strToU8(LOCAL_HANDLERS) }) },
        ...settings,
      }),
    );
  };

  readonly invoke = async (event: object = {}) => {
    const request = {
      FunctionName: this.name,
      Payload: Buffer.from(JSON.stringify(event)),
      LogType: "Tail",
    } as const;
    const { FunctionError, Payload, LogResult = "" } = await this.lambda().send(new InvokeCommand(request));
    return {
      error: FunctionError,
      payload: JSON.parse(Buffer.from(Payload ?? []).toString("utf8")),
      log: Buffer.from(LogResult, "base64").toString("utf8"),
    };
  };
}
