// A module that CommonJS alone cannot load; Node.js can.
module.exports = globalThis.requireOutside("hyparquet-compressors");
