import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import { presentMembers } from "../../aws/json";
import { functionLogGroup } from "../../aws/lambda";

/** `LoggingConfig` of a function, which moto does not keep. */
export type LoggingConfig = Readonly<Record<string, string>>;

/** `DeadLetterConfig` of a function, which moto does not keep. */
export interface DeadLetterConfig {
  readonly TargetArn?: string;
}

/** Settings that moto does not keep, or not those of an update; as Lambda's API has them. */
export interface KeptSettings {
  readonly KMSKeyArn?: string;
  readonly TracingConfig?: { readonly Mode?: string };
  readonly EphemeralStorage?: { readonly Size?: number };
  /** Empty: moto keeps them. */
  readonly Layers?: readonly { readonly Arn: string; readonly CodeSize: number }[];
}

interface DeployedFunction {
  readonly settings?: KeptSettings;
  /** By the digest that Lambda calls `CodeSha256`: published versions keep their own code. */
  readonly archives?: ReadonlyMap<string, Buffer>;
  readonly loggingConfig?: LoggingConfig;
  readonly deadLetterConfig?: DeadLetterConfig;
  readonly reservedConcurrency?: number | undefined;
  /** Of the code that was uploaded last. */
  readonly architectures?: readonly string[];
}

/**
 * What moto does not return of a deployed function: its archives, its log settings, where events go that it could not handle, a
 * reserved concurrency of zero, the instruction set of code that was uploaded later. Functions are known by their unqualified ARNs.
 */
export class DeployedFunctions {
  private readonly functions = new Map<string, DeployedFunction>();
  private readonly unpacked = new Map<string, Promise<string>>();

  /** @param folder where archives are unpacked */
  constructor(private readonly folder: string) {}

  addArchive(functionArn: string, archive: Buffer): void {
    const known = this.functions.get(functionArn)?.archives ?? [];
    const digest = createHash("sha256").update(archive).digest("base64");
    this.set(functionArn, { archives: new Map([...known, [digest, archive]]) });
  }

  setLoggingConfig(functionArn: string, loggingConfig: LoggingConfig): void {
    this.set(functionArn, { loggingConfig });
  }

  setDeadLetterConfig(functionArn: string, deadLetterConfig: DeadLetterConfig): void {
    this.set(functionArn, { deadLetterConfig });
  }

  /** Those that are named; the others stay. */
  setSettings(
    functionArn: string,
    { KMSKeyArn, TracingConfig, EphemeralStorage, Layers }: KeptSettings,
  ): void {
    const named = presentMembers({ KMSKeyArn, TracingConfig, EphemeralStorage, Layers });
    this.set(functionArn, { settings: { ...this.functions.get(functionArn)?.settings, ...named } });
  }

  /** An empty key is none, as Lambda takes one away. */
  settings(functionArn: string): KeptSettings {
    const { KMSKeyArn, Layers = [], ...others } = this.functions.get(functionArn)?.settings ?? {};
    return {
      ...(KMSKeyArn === undefined || KMSKeyArn === "" ? {} : { KMSKeyArn }),
      ...(Layers.length === 0 ? {} : { Layers }),
      ...others,
    };
  }

  /** @param reservedConcurrency invocations at a time; undefined for no reservation */
  setReservedConcurrency(functionArn: string, reservedConcurrency: number | undefined): void {
    this.set(functionArn, { reservedConcurrency });
  }

  setArchitectures(functionArn: string, architectures: readonly string[]): void {
    this.set(functionArn, { architectures });
  }

  /** Of the code that is not published; absent when it is as the function was created. */
  architectures(functionArn: string): readonly string[] | undefined {
    return this.functions.get(functionArn)?.architectures;
  }

  reservedConcurrency(functionArn: string): number | undefined {
    return this.functions.get(functionArn)?.reservedConcurrency;
  }

  /** Where events go that the function could not handle; absent when nowhere. */
  deadLetterTarget(functionArn: string): string | undefined {
    return this.functions.get(functionArn)?.deadLetterConfig?.TargetArn || undefined;
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

  /** The folder with an unpacked archive; absent when none with this digest was deployed. */
  taskRoot(functionArn: string, codeSha256: string): Promise<string> | undefined {
    const archive = this.functions.get(functionArn)?.archives?.get(codeSha256);
    if (archive === undefined) return undefined;
    const digest = Buffer.from(codeSha256, "base64").toString("hex");
    const known = this.unpacked.get(digest) ?? unpack(archive, join(this.folder, digest));
    this.unpacked.set(digest, known);
    return known;
  }

  private set(functionArn: string, setting: DeployedFunction): void {
    this.functions.set(functionArn, { ...this.functions.get(functionArn), ...setting });
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
