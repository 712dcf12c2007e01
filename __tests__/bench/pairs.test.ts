import { figureOf, inTurns, spreadOf } from "../../bench/report/pairs";

const LABEL = { what: "load", unit: "ms", subject: "ours", reference: "theirs" } as const;

describe("spreadOf", () => {
  it.each([
    [[3], { median: 3, min: 3, max: 3 }],
    [[9, 1, 4], { median: 4, min: 1, max: 9 }],
    [[4, 1, 10, 2], { median: 3, min: 1, max: 10 }],
  ])("is median, least and greatest of %j", (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it("fails without values", () => {
    expect(() => spreadOf([])).toThrow("expected at least one");
  });
});

describe("figureOf", () => {
  it("takes the ratio pair by pair, not of the medians", () => {
    expect(figureOf({ ...LABEL, goal: 0.5 }, [1, 2, 9], [2, 8, 3])).toEqual({
      ...LABEL,
      goal: 0.5,
      subjectValue: 2,
      referenceValue: 3,
      ratio: { median: 0.5, min: 0.25, max: 3 },
      pairs: 3,
    });
  });

  it("fails for values without a partner", () => {
    expect(() => figureOf(LABEL, [1], [1, 2])).toThrow(
      "load: 1 values of ours and 2 of theirs, expected pairs",
    );
  });
});

describe("inTurns", () => {
  const signal = new AbortController().signal;

  it("measures every subject once per turn, every other turn backwards", async () => {
    const order: string[] = [];
    const subject = (name: string) => async () => order.push(name);
    const values = await inTurns(3, { a: subject("a"), b: subject("b") }, signal);
    expect(order.join("")).toBe("abbaab");
    expect(values).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });
  });

  it("stops when it is interrupted", async () => {
    const controller = new AbortController();
    const subject = jest.fn(async () => {
      controller.abort();
      return 1;
    });
    await expect(inTurns(9, { a: subject }, controller.signal)).rejects.toThrow();
    expect(subject).toHaveBeenCalledTimes(1);
  });
});
