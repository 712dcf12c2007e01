/**
 * Options of V8 for processes that run test after test. Each test file has modules of its own, which are garbage when it has ended:
 * with room for more young objects fewer are copied. Threads beside would collect sooner, but every core has a worker already. Old
 * objects are marked in steps: at once would be for every 64 MB outside V8's heap, of which a local database takes more. And what a
 * test file has compiled the next one finds, however long after.
 */
module.exports.WORKER_OPTIONS = [
  "--min-semi-space-size=32",
  "--max-semi-space-size=64",
  "--single-threaded-gc",
  "--no-flush-bytecode",
];
