import { presentMembers } from "../../aws/json";

test("an undefined member is left out, any other value stays, in the order of the members", () => {
  const members = presentMembers({ zero: 0, absent: undefined, empty: "", no: false, none: null });
  expect(Object.entries(members)).toEqual([
    ["zero", 0],
    ["empty", ""],
    ["no", false],
    ["none", null],
  ]);
});
