import { eventProblems } from "../../../../testing/run-query/event-problems";

test.each<[string, object, string]>([
  [
    "a name without a value",
    { sql: "select * from t where id = :id and d = :d::date", parameters: { d: "2026-11-27" } },
    'sql uses the parameter "id", expected a value for it in parameters; a colon that is text belongs in quotes, a cast has two',
  ],
  [
    "a name of a batch without a value",
    { sqls: ["select 1", "select :id"] },
    'sqls[1] uses the parameter "id", expected a value for it in parameters; a colon that is text belongs in quotes, a cast has two',
  ],
  [
    "a value that no text uses",
    { sqls: ["select 1", "select 2"], parameters: { id: 7 } },
    'parameters["id"] is used by no SQL text, which AWS refuses; write the name behind a colon where the value belongs, or leave it out',
  ],
  [
    "a name within quotes",
    {
      action: "submit",
      sql: "unload ('select * from t where id = :id') to 's3://b/'",
      parameters: { id: 7 },
    },
    "parameters[\"id\"] is used within quotes only, where a name is plain text and AWS refuses it as unused; write it outside of them ('…' || :name), or, for a query in quotes as UNLOAD takes it, the value into the text",
  ],
])("refuses %s, before any call", (_, event, problem) => {
  expect(eventProblems(event)).toBe(problem);
});

test("a name that is the value of a parameter is not told", () => {
  const event = { sql: "select :hunter2", parameters: { hunter2: "x", pin: "hunter2" } };
  expect(eventProblems(event)).toBe(
    'parameters["pin"] is used by no SQL text, which AWS refuses; write the name behind a colon where the value belongs, or leave it out',
  );
  expect(eventProblems({ sql: "select :hunter2, :pin", parameters: { pin: "hunter2" } })).toMatch(
    /^sql uses the parameter \(not shown\), /,
  );
});
