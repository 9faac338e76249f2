import { defineConfig, type UserConfig } from 'tsdown'

/** How every package is built: ESM with types and maps, for browsers and Node alike. */
export const library = (...entry: string[]): UserConfig =>
  defineConfig({
    entry,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    dts: true,
    sourcemap: true,
    // File by file, so that a page's bundler leaves out what it does not use, such as the desk.
    unbundle: true,
    fixedExtension: false,
  }) as UserConfig
