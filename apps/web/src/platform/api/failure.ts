import { NoAnswer, RefusedByServer } from '@countersign/client';
import type { RefusalCode } from '@countersign/contracts/platform';

/** What went wrong, in words for the person who did it. */
export interface Failure {
  readonly code: RefusalCode | 'no_answer' | 'broken';
  readonly sentence: string;
}

/** Reads what a call threw. What is neither a refusal nor silence is a fault of ours, and is said so. */
export function readFailure(error: unknown): Failure {
  if (error instanceof RefusedByServer) return { code: error.code, sentence: asSentence(error.message) };
  if (error instanceof NoAnswer) return { code: 'no_answer', sentence: error.message };
  return { code: 'broken', sentence: 'This page has a fault. Nothing was sent; loading the page again may help.' };
}

export const isRefusal = (error: unknown, ...codes: readonly RefusalCode[]): boolean => error instanceof RefusedByServer && codes.includes(error.code);

/** Whether asking the same again may help: no answer came, or the server said not now. */
export const mayPass = (error: unknown): boolean => error instanceof NoAnswer || isRefusal(error, 'unavailable', 'rate_limited');

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
