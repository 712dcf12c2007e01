import { linksOfCommandLine, slipsOfCommandLine } from "../../../tools/states/command-line-links";

const LINKS = [{ name: "analytics" }, { name: "billing" }, { name: "stock" }];

test.each([
  ["diff analytics", "analytics"],
  ["deploy stock --auto-approve analytics", "analytics stock"],
  ["destroy -- billing --skip-provider-lock", "billing"],
  ["deploy --var-file analytics.tfvars billing", "billing"],
  // The command's own word is no link's name, though a link may have it.
  ["stock billing", "billing"],
  ["diff", "analytics billing stock"],
  ["deploy --auto-approve", "analytics billing stock"],
  ["destroy * --auto-approve", "analytics billing stock"],
  ["deploy billing a*", "analytics billing stock"],
  ["deploy {billing,stock}", "analytics billing stock"],
  // cdktf says that there is no such stack.
  ["diff nothing", "analytics billing stock"],
])("cdktf %s is about %s", (line, names) => {
  const found = linksOfCommandLine(LINKS, line.split(" "));
  expect(found.map(({ name }) => name).join(" ")).toBe(names);
});

test.each([
  ["diff analitics", "analitics"],
  ["deploy --auto-approve biling Analytics stock", "biling Analytics"],
  ["destroy -- stok", "stok"],
  // Far from every link: cdktf says that there is no such stack, or an edited main.ts has it.
  ["diff nothing", ""],
  // The value of an option, a pattern, and stacks of another app.
  ["deploy --var-file stocks billing", ""],
  ["destroy stoc*", ""],
  ["diff stok --app ./other.sh", ""],
  ["diff stok --skip-synth", ""],
])("of cdktf %s, slips of a link's name are: %s", (line, slips) => {
  expect(slipsOfCommandLine(LINKS, line.split(" ")).join(" ")).toBe(slips);
});
