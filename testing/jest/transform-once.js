/** What this worker has read and transformed, by file: as the text of a module, or of one of Jest's own, which is not transformed. */
const transformed = new Map();
const internal = new Map();

/**
 * Jest reads a file, and asks when it was changed, for every test file that loads it. From here on a worker does it once: during one
 * run nobody changes a source. In watch mode somebody does.
 *
 * @param transformCache of one test file, as Jest's runtime has it
 */
function transformOnce(transformCache) {
  const { transforms, sourceMaps } = transformCache;
  const transform = transformCache.transform.bind(transformCache);
  transformCache.transform = (file, options) => {
    if (options?.isInternalModule) {
      if (!internal.has(file)) internal.set(file, transform(file, options));
      return internal.get(file);
    }
    const known = transformed.get(file);
    if (known === undefined) {
      const code = transform(file, options);
      transformed.set(file, transforms.get(file));
      return code;
    }
    // Where Jest looks for them when an error is told.
    transforms.set(file, known);
    if (known.sourceMapPath) sourceMaps.set(file, known.sourceMapPath);
    return known.code;
  };
}

module.exports = { transformOnce };
