import type { Json } from "../../../aws/json";
import { RECORDED_PLAN_JSON } from "../../../testing/tools/recorded-plan-file";
import { whyNotComparable, whyNoWholePlan } from "../../../tools/same-plan/comparable";
import { exactJson } from "../../../tools/same-plan/saved-plan";

const recorded = () => exactJson(RECORDED_PLAN_JSON, "recorded");
const planOf = (...changes: readonly Json[]): Json => ({ ...recorded(), resource_changes: changes });
const NO_OP = { mode: "managed", type: "x", address: "x.x", change: { actions: ["no-op"] } };

describe("a whole plan", () => {
  it("is one with changes, and one without", () => {
    expect(whyNoWholePlan(recorded())).toEqual([]);
    expect(whyNoWholePlan({ ...planOf(NO_OP), applyable: false })).toEqual([]);
  });

  it.each<[string, Json]>([
    ["with an error", { errored: true }],
    ["that says nothing of errors", { errored: undefined }],
    ["of a part", { complete: false }],
    ["that says nothing of being complete", { complete: undefined }],
    ["that cannot be applied", { applyable: false }],
    ["that says nothing of being applied", { applyable: undefined }],
    ["of nothing", { resource_changes: [] }],
    ["without resources", { resource_changes: undefined }],
    ["with something that is no resource", { resource_changes: [1] }],
    ["of another format", { format_version: "2.0" }],
    ["without a format", { format_version: undefined }],
    ["without configuration", { configuration: undefined }],
  ])("is none %s", (_, changed) => {
    expect(whyNoWholePlan({ ...recorded(), ...changed })).toHaveLength(1);
  });
});

describe("what an apply would use beside the plan", () => {
  const change = (type: string, after: Json = {}, actions = ["create"], mode = "managed") => ({
    ...{ address: `${type}.one`, mode, type },
    change: { actions, after },
  });
  const CODE = { filename: "assets/function.zip", source_code_hash: "hash" };
  const doubts = (resource: Json, configuration: Json = {}) =>
    whyNotComparable(
      planOf(resource),
      configuration,
      (file, hash) => file === CODE.filename && hash === "hash",
      (text) => text === "assets/page.html",
    );
  const ofAws = (type: string, after: Json, mode = "managed", actions = ["create"]) => ({
    ...change(type, after, actions, mode),
    provider_name: "registry.terraform.io/hashicorp/aws",
  });

  it.each<[string, Json]>([
    ["the code of a function whose hash is known", change("aws_lambda_function", CODE)],
    ["a known type", change("aws_iam_role")],
    ["what is only deleted", change("local_file", {}, ["delete"])],
    ["what stays as it is", change("local_file", {}, ["no-op"])],
    ["another type of AWS's", ofAws("aws_sqs_queue", { name: "q", tags: { of: ["a", null] } })],
    ["a data source of AWS's", ofAws("aws_vpc", { id: "vpc-1" }, "data", ["read"])],
    ["an object whose content is in the plan", ofAws("aws_s3_object", { content: "text", key: "page.html" })],
    ["a policy document read late", change("aws_iam_policy_document", {}, ["read"], "data")],
  ])("is nothing for %s", (_, resource) => {
    expect(doubts(resource)).toEqual([]);
  });

  it.each<[string, Json]>([
    ["code without a hash", change("aws_lambda_function", { filename: CODE.filename })],
    ["code with an empty hash", change("aws_lambda_function", { ...CODE, source_code_hash: "" })],
    ["code with another hash", change("aws_lambda_function", { ...CODE, source_code_hash: "other" })],
    ["code in another file", change("aws_lambda_function", { ...CODE, filename: "/tmp/evil.zip" })],
    [
      "code in a bucket",
      change("aws_lambda_function", { s3_bucket: "b", s3_key: "k", source_code_hash: "hash" }),
    ],
    ["an image", change("aws_lambda_function", { image_uri: "evil:latest" })],
    ["an updated function", change("aws_lambda_function", {}, ["update"])],
    ["a type that is not known", change("local_file")],
    ["a type of AWS's that is given a file", ofAws("aws_s3_object", { source: "assets/page.html" })],
    ["a file somewhere in what it is given", ofAws("aws_x", { a: [{ b: "assets/page.html" }] })],
    ["a function of AWS's provider without a hash", ofAws("aws_lambda_function", { filename: "a.zip" })],
    [
      "such a type of another provider",
      { ...ofAws("aws_sqs_queue", {}), provider_name: "registry.terraform.io/evil/aws" },
    ],
    ["a replacement of such a type", change("local_file", {}, ["delete", "create"])],
    ["a program that is run late", change("external", {}, ["read"], "data")],
    ["a known type as a data source", change("aws_iam_role", {}, ["read"], "data")],
    ["no action at all", change("local_file", {}, [])],
  ])("is something for %s", (_, resource) => {
    expect(doubts(resource)).toHaveLength(1);
  });

  const IN = (value: unknown) => ({ resource: { terraform_data: { one: { input: value } } } });
  it.each([
    "text",
    "${terraform_data.one.id}",
    "a-${data.aws_iam_policy_document.one.json}-${aws_iam_role.one.tags[0].x}",
    "$${aws:userid}",
    "%%{if}",
    "100%",
  ])("is nothing for the expression %s", (value) => {
    expect(doubts(NO_OP, IN(value))).toEqual([]);
  });

  it.each([
    "${timestamp()}",
    "a${uuid()}",
    '${file("x")}',
    "${terraform_data.one.id + 1}",
    "${terraform_data.one[*].id}",
    "%{ if true }x%{ endif }",
    "$$${timestamp()}",
    "$${a}${uuid()}",
    "${~ timestamp() ~}",
  ])("is something for the expression %s, as a value, in a list and as a key", (value) => {
    for (const place of [value, [[value]], { [value]: "x" }])
      expect(doubts(NO_OP, IN(place))).toHaveLength(1);
  });

  it("is a provisioner, wherever it stands, and nothing that a comment says", () => {
    const provisioner = { resource: { terraform_data: { one: [{ provisioner: [{ "local-exec": {} }] }] } } };
    expect(doubts(NO_OP, provisioner)).toEqual(["a provisioner runs what no plan holds"]);
    expect(doubts(NO_OP, { "//": "${timestamp()}" })).toEqual([]);
  });
});
