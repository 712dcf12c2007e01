import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import { functionLogGroup } from "../../aws/lambda";

/** `LoggingConfig` of a function, which moto does not keep. */
export type LoggingConfig = Readonly<Record<string, string>>;

interface DeployedFunction {
  readonly archive?: Buffer;
  readonly loggingConfig?: LoggingConfig;
  readonly reservedConcurrency?: number | undefined;
}

/** What moto does not return of a deployed function: its archive, its log settings, a reserved concurrency of zero. */
export class DeployedFunctions {
  private readonly functions = new Map<string, DeployedFunction>();
  private readonly unpacked = new Map<string, Promise<string>>();

  /** @param folder where archives are unpacked */
  constructor(private readonly folder: string) {}

  setArchive(functionArn: string, archive: Buffer): void {
    this.functions.set(functionArn, { ...this.functions.get(functionArn), archive });
  }

  setLoggingConfig(functionArn: string, loggingConfig: LoggingConfig): void {
    this.functions.set(functionArn, { ...this.functions.get(functionArn), loggingConfig });
  }

  /** @param reservedConcurrency invocations at a time; undefined for no reservation */
  setReservedConcurrency(functionArn: string, reservedConcurrency: number | undefined): void {
    this.functions.set(functionArn, { ...this.functions.get(functionArn), reservedConcurrency });
  }

  reservedConcurrency(functionArn: string): number | undefined {
    return this.functions.get(functionArn)?.reservedConcurrency;
  }

  delete(functionArn: string): void {
    this.functions.delete(functionArn);
  }

  /** The log settings of a function, with Lambda's defaults where none were deployed. */
  loggingConfig(functionArn: string): LoggingConfig {
    const configured = this.functions.get(functionArn)?.loggingConfig ?? {};
    const name = functionArn.slice(functionArn.lastIndexOf(":") + 1);
    const json =
      configured.LogFormat === "JSON" ? { ApplicationLogLevel: "INFO", SystemLogLevel: "INFO" } : {};
    return { LogFormat: "Text", LogGroup: functionLogGroup(name), ...json, ...configured };
  }

  /** The folder with the unpacked archive; absent when none was deployed. */
  taskRoot(functionArn: string): Promise<string> | undefined {
    const archive = this.functions.get(functionArn)?.archive;
    if (archive === undefined) return undefined;
    const digest = createHash("sha256").update(archive).digest("hex");
    const known = this.unpacked.get(digest) ?? unpack(archive, join(this.folder, digest));
    this.unpacked.set(digest, known);
    return known;
  }
}

async function unpack(archive: Buffer, folder: string): Promise<string> {
  for (const [name, content] of Object.entries(unzipSync(archive))) {
    const file = resolve(folder, name);
    if (!file.startsWith(folder + sep) || name.endsWith("/")) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
