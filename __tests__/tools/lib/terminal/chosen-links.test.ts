import { chosenLinks } from "../../../../tools/lib/terminal/chosen-links";
import { UsageError } from "../../../../tools/lib/terminal/usage-error";

const LINKS = [{ name: "analytics" }, { name: "events" }, { name: "partner" }];

test.each([
  ["no name: every link", [], ["analytics", "events", "partner"]],
  ["names: those links, in the order of the file", ["partner", "analytics"], ["analytics", "partner"]],
  ["a name said twice: once", ["events", "events"], ["events"]],
])("%s", (_, names, chosen) => {
  expect(chosenLinks(LINKS, names).map(({ name }) => name)).toEqual(chosen);
});

test("names that no link has are told with those that there are", () => {
  const choosing = () => chosenLinks(LINKS, ["a", "events", "b"]);
  expect(choosing).toThrow(UsageError);
  expect(choosing).toThrow("link is a, b, expected one of analytics, events, partner");
});

test("and with the one that a slip may mean", () => {
  expect(() => chosenLinks(LINKS, ["event"])).toThrow(
    "link is event, expected one of analytics, events, partner; did you mean events?",
  );
});
