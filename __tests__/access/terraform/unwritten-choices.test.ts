import { unwrittenChoices } from "../../../access/terraform/expected-parts/unwritten-choices";

const function_ = (values: object, written: object = {}) => ({
  address: "aws_lambda_function.query_function",
  type: "aws_lambda_function",
  values: { ...values },
  written: { ...written },
});
const storage = (size: number) => ({ ephemeral_storage: [{ size }] });
const tracing = (mode: string) => ({ tracing_config: [{ mode }] });

test.each<[what: string, values: object, written: object, found: readonly string[]]>([
  ["what AWS gives by itself", { ...storage(512), ...tracing("PassThrough") }, {}, []],
  ["nothing", { ephemeral_storage: [], tracing_config: null }, {}, []],
  ["what the link writes", storage(1024), { ephemeral_storage: [{ size: { constant_value: 1024 } }] }, []],
  ["a size set by hand", storage(1024), {}, ["ephemeral_storage"]],
  ["tracing set by hand", tracing("Active"), { ephemeral_storage: [] }, ["tracing_config"]],
])("%s", (_, values, written, found) => {
  expect(unwrittenChoices([function_(values, written)]).map(({ argument }) => argument)).toEqual(found);
});

test("another type is not asked for", () => {
  expect(unwrittenChoices([{ ...function_(storage(1024)), type: "constructor" }])).toEqual([]);
});
