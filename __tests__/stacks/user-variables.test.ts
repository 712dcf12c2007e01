import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

test("a variable of the user's is text, never an expression that Terraform would expand", () => {
  const environment = { GREETING: '${file("/etc/hostname")} %{x} $5' };
  const synth = new Synth(linkWith({ function: { environment } }));
  expect(synth.resource("aws_lambda_function", "query_function").environment).toMatchObject({
    variables: { GREETING: '$${file("/etc/hostname")} %%{x} $5' },
  });
});
