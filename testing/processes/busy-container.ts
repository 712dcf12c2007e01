import { join } from "node:path";
import { Container } from "../../emulator/lambda/invocation/container";
import { nodeProgram } from "../../emulator/lambda/invocation/runtime-programs";
import { writeBootstrap } from "../../emulator/lambda/runtime/bootstrap-file";

/**
 * Stands for a rehearsal whose function never yields. `index.js` of the task root is that function.
 *
 * usage: node --import tsx busy-container.ts <task root>
 */
async function main(taskRoot: string): Promise<void> {
  const container = new Container({
    program: nodeProgram(process.execPath, await writeBootstrap(join(taskRoot, ".."))),
    taskRoot,
    environment: { _HANDLER: "index.handler" },
    memoryMegabytes: 128,
  });
  await container.initialized(10_000);
  await container.invoke(
    {
      type: "invoke",
      event: "{}",
      requestId: "busy",
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:busy",
      deadlineMilliseconds: 0,
      traceId: "Root=1-00000000-000000000000000000000000",
    },
    60_000,
  );
}

void main(process.argv[2] ?? "");
