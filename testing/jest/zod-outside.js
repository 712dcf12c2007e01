// Once per worker in place of once per test file: a twentieth of the unit tests' processor time.
module.exports = globalThis.requireOutside("zod");
