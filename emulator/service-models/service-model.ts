import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MAX_TIMEOUT_SECONDS } from "../../aws/quotas";

/** Services whose inputs are checked against their model, by signing name. */
export const MODELLED_SERVICES = ["iam", "lambda", "redshift-data", "sts"] as const;

export type ModelledService = (typeof MODELLED_SERVICES)[number];

/** Where a member of a REST operation's input travels; absent: in the body. */
type MemberLocation = "uri" | "querystring" | "header" | "headers";

/** A member of a structure. */
export interface MemberModel {
  /** Name of its shape. */
  readonly shape: string;
  readonly location?: MemberLocation;
  /** Its name there. */
  readonly locationName?: string;
}

/** What a model says of one type; sizes are characters of a string, elements of a list or map, or values of a number. */
export interface ShapeModel {
  readonly type:
    | ("blob" | "boolean" | "double" | "float" | "integer" | "list" | "long")
    | ("map" | "string" | "structure" | "timestamp");
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, MemberModel>>;
  /** The member that is the whole body. */
  readonly payload?: string;
  /** Of the elements of a list. */
  readonly member?: MemberModel;
  /** Of the keys of a map. */
  readonly key?: MemberModel;
  /** Of the values of a map. */
  readonly value?: MemberModel;
  readonly min?: number;
  readonly max?: number;
  /** A regular expression of Java that the whole text matches. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
}

/** An operation and the shape of its input; absent: it takes none. */
interface OperationModel {
  readonly input?: string;
  /** Of a REST operation. */
  readonly http?: { readonly method: string; readonly requestUri: string };
}

/** The inputs of a service's operations. */
export interface ServiceModel {
  /** The botocore that it was written from. */
  readonly source: string;
  readonly apiVersion: string;
  readonly protocol: "json" | "query" | "rest-json";
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, ShapeModel>>;
}

/** Folder of the models; `npm run service-models` writes them. */
export const MODELS_FOLDER = join(__dirname, "models");

const loaded = new Map<ModelledService, ServiceModel>();

/** The model of a service, read when it is first asked for. */
export function serviceModel(service: ModelledService): ServiceModel {
  const known = loaded.get(service);
  if (known !== undefined) return known;
  const written = JSON.parse(readFileSync(join(MODELS_FOLDER, `${service}.json`), "utf8")) as ServiceModel;
  const { operations, shapes } = BEYOND_MODELS[service] ?? {};
  const model = {
    ...written,
    operations: { ...written.operations, ...operations },
    shapes: { ...written.shapes, ...shapes },
  };
  loaded.set(service, model);
  return model;
}

/**
 * Operations that are newer than the models, whose inputs their service checks, and shapes that AWS limits further than its models
 * say, and answers for as if they did.
 */
const BEYOND_MODELS: Readonly<
  Partial<Record<ModelledService, Partial<Pick<ServiceModel, "operations" | "shapes">>>>
> = {
  iam: {
    operations: {
      AcquireRole: {},
      GetAccountProperties: {},
      GetRoleTemplateVersion: {},
      PutAccountProperties: {},
    },
  },
  // Seconds (AWS Lambda quotas).
  lambda: { shapes: { Timeout: { type: "integer", min: 1, max: MAX_TIMEOUT_SECONDS } } },
  "redshift-data": { operations: { ListSessions: {} } },
  sts: { operations: { GetScopedCredentials: {} } },
};

/** Whether the inputs of a service are checked here. */
export function isModelled(service: string): service is ModelledService {
  return MODELLED_SERVICES.some((name) => name === service);
}

/** The shape of a name. */
export function shapeOf(model: ServiceModel, name: string): ShapeModel {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
}
