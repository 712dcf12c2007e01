import { linksOfCommandLine } from "../../../tools/states/command-line-links";

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
