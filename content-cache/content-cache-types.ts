/** How what is built is known to the cache, see `content-cache.cjs`. */
export interface CachedBuild {
  readonly root: string;
  readonly kind: string;
  readonly identity: string;
}

/** What `content-cache.cjs` exports. The launcher uses it before anything reads TypeScript, so it is plain JavaScript, without types. */
export interface ContentCache {
  lookUp(build: CachedBuild): { readonly bytes: Uint8Array } | undefined;
  keep(
    build: CachedBuild & { readonly files: readonly string[]; readonly startedAt: number },
    pieces: readonly Uint8Array[],
  ): string | undefined;
}
