/** Maps with a bounded number of workers; the first failure ends it once the running ones have ended. */
export async function inParallel<T, R>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: workers }, worker));
  for (const outcome of ended) if (outcome.status === "rejected") throw outcome.reason;
  return results;
}
