import { describe, expect, test } from '@jest/globals';
import { SupervisedProcess } from './supervise-process.js';
import type { ProcessExit, RunningProcess } from './supervise-process.js';

class Life implements RunningProcess {
  readonly end: (exit: ProcessExit) => void;
  readonly exited: Promise<ProcessExit>;
  stops = 0;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<ProcessExit>();
    this.exited = promise;
    this.end = resolve;
  }

  stop(): Promise<ProcessExit> {
    this.stops += 1;
    this.end({ code: 0, signal: null });
    return this.exited;
  }
}

function supervise(failures: Error[] = []): { supervised: SupervisedProcess<Life>; lives: Life[]; said: string[] } {
  const lives: Life[] = [];
  const said: string[] = [];
  const launch = (): Promise<Life> => {
    const failure = failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const life = new Life();
    lives.push(life);
    return Promise.resolve(life);
  };
  return { supervised: new SupervisedProcess({ name: 'The API', launch, say: (line) => said.push(line) }), lives, said };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('it did not come about within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a supervised process', () => {
  test('is started again when it dies, and both are said', async () => {
    const { supervised, lives, said } = supervise();
    await supervised.start();
    lives[0]?.end({ code: null, signal: 'SIGKILL' });
    await until(() => said.length === 2);
    expect(said).toEqual(['The API stopped (killed by SIGKILL); starting it again in 0.5 s.', 'The API runs again.']);
    expect(lives).toHaveLength(2);
    await supervised.stop();
  });

  test('is tried again when the new life does not come up', async () => {
    const failures: Error[] = [];
    const { supervised, lives, said } = supervise(failures);
    await supervised.start();
    failures.push(new Error('its port is taken'));
    lives[0]?.end({ code: 1, signal: null });
    await until(() => said.length === 3);
    expect(said[1]).toBe('The API did not start (its port is taken); trying again in 1 s.');
    expect(said[2]).toBe('The API runs again.');
    await supervised.stop();
  });

  test('gives its first start up after three tries, with the reason', async () => {
    const reason = new Error('no right');
    const { supervised, lives } = supervise([reason, reason, reason]);
    await expect(supervised.start()).rejects.toBe(reason);
    expect(lives).toHaveLength(0);
  });

  test('is not started again once it was stopped, and says nothing', async () => {
    const { supervised, lives, said } = supervise();
    await supervised.start();
    await supervised.stop();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(lives).toHaveLength(1);
    expect(lives[0]?.stops).toBe(1);
    expect(said).toEqual([]);
  });

  test('stopped while it waits to start again, it stays down', async () => {
    const { supervised, lives, said } = supervise();
    await supervised.start();
    lives[0]?.end({ code: 1, signal: null });
    await until(() => said.length === 1);
    await supervised.stop();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(lives).toHaveLength(1);
  });

  test('restarted on purpose, it comes back at once and no death is reported', async () => {
    const { supervised, lives, said } = supervise();
    await supervised.start();
    await supervised.restart();
    await until(() => lives.length === 2);
    expect(said.some((line) => line.includes('stopped'))).toBe(false);
    await supervised.stop();
    expect(lives[1]?.stops).toBe(1);
  });
});
