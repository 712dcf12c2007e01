import { AwsError } from "../../../emulator/protocol/aws-error";
import { errorAnswer } from "../../../emulator/protocol/error-answer";

/** Clients of the JSON protocols read the code from the header or from the body (Smithy, AWS JSON protocols, operation errors). */
test("an error of a JSON protocol has its code in the header and in the body", () => {
  for (const protocol of ["json", "rest-json"] as const) {
    const { headers } = errorAnswer(protocol, new AwsError("ValidationException", "no"));
    expect(headers["x-amzn-errortype"]).toBe("ValidationException");
  }
  const { body } = errorAnswer("json", new AwsError("ValidationException", "no"));
  expect(JSON.parse(String(body))).toEqual({ __type: "ValidationException", message: "no" });
});
