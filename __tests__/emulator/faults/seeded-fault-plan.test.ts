import { RETRYABLE_FAULTS } from "../../../emulator/faults/data-api-faults";
import { SeededFaultPlan } from "../../../emulator/faults/seeded-fault-plan";

const waiting = {
  service: "redshift-data",
  operation: "ExecuteStatement",
  accessKeyId: "ASIA",
  body: Buffer.from('{"WaitTimeSeconds":10}'),
};

test.each([1, 2, 3])("every kind happens once before any happens twice (seed %s)", (seed) => {
  const plan = new SeededFaultPlan({ seed, rate: 1, kinds: RETRYABLE_FAULTS });
  for (const _ of RETRYABLE_FAULTS) plan.next(waiting);
  expect(Object.fromEntries(plan.counts)).toEqual(
    Object.fromEntries(RETRYABLE_FAULTS.map(({ name }) => [name, 1])),
  );
});
