import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compiled } from "../../../emulator/service-models/java-pattern";
import { namedOperation } from "../../../emulator/service-models/named-operation";
import {
  MODELLED_SERVICES,
  MODELS_FOLDER,
  type ShapeModel,
  serviceModel,
} from "../../../emulator/service-models/service-model";
import { signedRequest } from "../../../testing/emulator/signed-requests";

const shapes = MODELLED_SERVICES.flatMap((service) =>
  Object.entries(serviceModel(service).shapes).map(([name, shape]) => ({
    name: `${service} ${name}`,
    shape,
  })),
);

test("the models say which botocore they are from, under its licence", () => {
  expect(MODELLED_SERVICES.map((service) => serviceModel(service).source)).toEqual(
    Array(MODELLED_SERVICES.length).fill("botocore 1.43.11"),
  );
  const text = (file: string) => readFileSync(join(MODELS_FOLDER, file), "utf8");
  expect(text("LICENSE")).toContain("Apache License");
  expect(text("NOTICE")).toContain("botocore");
});

test("every pattern of the models is one that JavaScript reads", () => {
  const patterns = shapes.flatMap(({ name, shape }) =>
    shape.pattern === undefined ? [] : [[name, shape.pattern]],
  );
  expect(patterns.length).toBeGreaterThan(80);
  expect(patterns.filter(([, pattern = ""]) => compiled(pattern) === undefined)).toEqual([]);
});

test("a pattern is for the whole text, with characters beyond the first plane", () => {
  expect(compiled("[\\w]+")?.test("a b")).toBe(false);
  expect(compiled("[\\uE000-\\uFFFD\\u10000-\\u10FFFF]+")?.test("😀")).toBe(true);
  expect(compiled("[\\uE000-\\uFFFD\\u10000-\\u10FFFF]+")?.test("1")).toBe(false);
});

test("every shape that a shape names is there", () => {
  const named = ({ members = {}, member, key, value }: ShapeModel) =>
    [...Object.values(members), member, key, value].flatMap((one) => (one === undefined ? [] : [one.shape]));
  const missing = MODELLED_SERVICES.flatMap((service) => {
    const model = serviceModel(service);
    const inputs = Object.values(model.operations).flatMap(({ input }) =>
      input === undefined ? [] : [input],
    );
    return [...inputs, ...Object.values(model.shapes).flatMap(named)].filter(
      (name) => !(name in model.shapes),
    );
  });
  expect(missing).toEqual([]);
});

test.each([
  ["POST", "/2015-03-31/functions/", "CreateFunction", {}],
  ["POST", "/2015-03-31/functions", "CreateFunction", {}],
  ["GET", "/2015-03-31/functions/f", "GetFunction", { FunctionName: "f" }],
  ["PUT", "/2015-03-31/functions/a%3Ab/code", "UpdateFunctionCode", { FunctionName: "a%3Ab" }],
  ["GET", "/2018-10-31/layers", "ListLayers", {}],
  ["GET", "/2018-10-31/layers?find=LayerVersion&Arn=x", "GetLayerVersionByArn", {}],
  ["GET", "/2016-08-19/account-settings/", "GetAccountSettings", {}],
  ["DELETE", "/2015-03-31/functions/f/policy/s", "RemovePermission", { FunctionName: "f", StatementId: "s" }],
  ["GET", "/2018-10-31/layers/l/versions/1", "GetLayerVersion", { LayerName: "l", VersionNumber: "1" }],
])("Lambda's %s %s is %s", (method, url, name, pathValues) => {
  const request = signedRequest({ service: "lambda", method, url });
  expect(namedOperation(serviceModel("lambda"), request)).toEqual({ name, pathValues });
});

test("what no model has names nothing", () => {
  const request = signedRequest({ service: "lambda", method: "GET", url: "/2099-01-01/functions" });
  expect(namedOperation(serviceModel("lambda"), request)).toBeUndefined();
});
