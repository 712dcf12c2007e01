import { redshiftErrorText } from "../../../../emulator/redshift-data/warehouse/redshift-error";

const report = (code: string, message: string) =>
  redshiftErrorText({ severity: "ERROR", code, message, position: "8" });

describe("redshiftErrorText", () => {
  it.each(["table", "view", "materialized view"])("calls a %s without permission a relation", (kind) => {
    expect(report("42501", `permission denied for ${kind} payroll`)).toBe(
      "ERROR: permission denied for relation payroll",
    );
  });

  it("leaves other things without permission their names", () => {
    expect(report("42501", "permission denied for schema private")).toBe(
      "ERROR: permission denied for schema private",
    );
  });

  it("goes by the code, not by the words: a function's own error keeps its text", () => {
    const text = "permission denied for table in room 4";
    expect(report("P0001", text)).toBe(`ERROR: ${text}`);
  });

  it("gives a position for syntax errors only", () => {
    expect(report("42601", 'syntax error at or near "FORM"')).toBe(
      'ERROR: syntax error at or near "FORM"\n  Position: 8',
    );
    expect(report("42P01", 'relation "nowhere" does not exist')).toBe(
      'ERROR: relation "nowhere" does not exist',
    );
  });

  it("says that a statement is too deep, where the engine has lost it; one that nobody prepared stays so", () => {
    expect(report("26000", "unnamed prepared statement does not exist")).toBe(
      "ERROR: LOCAL_LACK: an expression or a chain of set operations as long as this one is not in the local accounts; Redshift has it. Split the statement.",
    );
    expect(report("26000", 'prepared statement "x" does not exist')).toBe(
      'ERROR: prepared statement "x" does not exist',
    );
  });
});
