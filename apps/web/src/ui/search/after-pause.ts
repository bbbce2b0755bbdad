/** Timers as the browser has them; a test hands in its own. */
export interface Timers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

const ofWindow: Timers = { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as number) };

export interface AfterPause<Value> {
  /** What was typed: told after the pause, or at once where `isKnown` says that nothing needs to be asked. */
  type(value: Value): void;
  /** Tells at once what still waits: Enter, or leaving the field. */
  settle(): void;
  /** Forgets what waits. */
  stop(): void;
}

/** Tells a value once typing has paused for `pauseMs`; of what is typed in between nothing is told. */
export function afterPause<Value>({ pauseMs, tell, isKnown = () => false, timers = ofWindow }: { readonly pauseMs: number; readonly tell: (value: Value) => void; readonly isKnown?: (value: Value) => boolean; readonly timers?: Timers }): AfterPause<Value> {
  let waiting: { readonly value: Value; readonly timer: unknown } | null = null;
  const stop = () => {
    if (waiting !== null) timers.clear(waiting.timer);
    waiting = null;
  };
  const settle = () => {
    const last = waiting;
    stop();
    if (last !== null) tell(last.value);
  };
  return {
    type(value) {
      stop();
      waiting = { value, timer: timers.set(settle, pauseMs) };
      if (isKnown(value)) settle();
    },
    settle,
    stop,
  };
}
