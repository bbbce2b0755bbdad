import { Refusal } from '@countersign/contracts/platform';

/** What a log may hold of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly routine?: string;
  /** Where it was thrown, without the message that stacks begin with. */
  readonly stack?: string;
}

const word = /^[\w.$-]{1,100}$/;

/**
 * What a log may hold of a thrown value: an allow-list, because drivers and parsers put what people wrote into an error's message, detail, where,
 * query and parameters. A message is kept only of classes whose sentences are ours.
 */
export function describeError(thrown: unknown): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { driverError } = thrown as { readonly driverError?: unknown };
  const frames = framesOf(thrown.stack);
  return {
    type: thrown.constructor.name,
    ...(thrown instanceof Refusal && { message: thrown.message }),
    ...wordOf('code', thrown, driverError),
    ...wordOf('constraint', thrown, driverError),
    ...wordOf('routine', thrown, driverError),
    ...(frames !== '' && { stack: frames }),
  };
}

/** A short identifier of the error itself or of the driver's error inside it; anything longer may be content. */
function wordOf(name: 'code' | 'constraint' | 'routine', ...sources: readonly unknown[]): { readonly [key: string]: string } {
  for (const source of sources) {
    const value: unknown = typeof source === 'object' && source !== null ? (source as { readonly [key: string]: unknown })[name] : undefined;
    if (typeof value === 'string' && word.test(value)) return { [name]: value };
  }
  return {};
}

/** Lines of a message may look like anything: only lines that name a place in a file are kept. */
const framesOf = (stack: string | undefined) => (stack ?? '').split('\n').filter((line) => /^ {4}at [^\n]*:\d+:\d+\)?$/.test(line)).slice(0, 30).join('\n');
