// Once per worker in place of once per test file: half a second each.
module.exports = globalThis.requireOutside("typescript");
