// The few globals that core uses; every browser since 2021 and Node have them. Core has no DOM in its library.
declare function queueMicrotask(task: () => void): void
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array }
declare const performance: { now(): number }
declare function setTimeout(task: () => void, milliseconds: number): number
