// Once per worker in place of once per test file.
module.exports = globalThis.requireOutside("zod");
