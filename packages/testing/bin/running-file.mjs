/** Stands for `@jest/globals` where the testing package is loaded once for many files. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globalThis[Symbol.for('countersign.jest')];
