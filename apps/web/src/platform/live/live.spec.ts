import { describe, expect, it, jest } from '@jest/globals';
import { createLiveUpdates, type LiveUpdatesOptions } from './live-updates.js';
import { createRefresher } from './refresh-screens.js';

class FakeStream extends EventTarget {
  readyState = 1;
  isClosed = false;
  close() {
    this.isClosed = true;
  }
  send(event: { readonly event: string; readonly [more: string]: unknown }) {
    this.dispatchEvent(new MessageEvent(event.event, { data: JSON.stringify(event) }));
  }
}

/** Two tabs of one browser: a channel between them, one lock. */
function openTabs() {
  const ports: EventTarget[] = [];
  const waiting: (() => unknown)[] = [];
  const streams: FakeStream[] = [];
  const addresses: string[] = [];
  const openTab = () => {
    const port = new EventTarget();
    ports.push(port);
    const heard: string[] = [];
    const options: LiveUpdatesOptions = {
      seenAt: () => '2026-11-30T09:00:00.000Z',
      openStream: (url) => {
        const stream = new FakeStream();
        addresses.push(url);
        streams.push(stream);
        return stream as unknown as EventSource;
      },
      channel: { addEventListener: port.addEventListener.bind(port), postMessage: (data: unknown) => { for (const other of ports) if (other !== port) other.dispatchEvent(new MessageEvent('message', { data })); } },
      lock: (hold) => void (waiting.length === 0 ? (waiting.push(hold), hold()) : waiting.push(hold)),
      onChange: ({ topics }) => void heard.push(topics.join()),
      onEnded: (because) => void heard.push(because),
      delayMs: 0,
    };
    return { live: createLiveUpdates(options), heard };
  };
  return { openTab, streams, addresses, handOver: () => waiting[1]?.() };
}

describe('live updates between tabs (row:J4)', () => {
  it('one tab holds the stream, and each is told what comes; another takes it over', () => {
    jest.useFakeTimers();
    const { openTab, streams, addresses, handOver } = openTabs();
    const [first, second] = [openTab(), openTab()];
    first.live.follow('me');
    second.live.follow('me');
    jest.runAllTimers();
    expect(streams).toHaveLength(1);
    // What happened between reading the screen and opening the stream is told too.
    expect(addresses).toEqual(['/v1/events?seenAt=2026-11-30T09%3A00%3A00.000Z']);
    streams[0]?.send({ event: 'ready', id: '1' });
    streams[0]?.send({ event: 'changed', id: '2', topics: ['inbox'], requestIds: [] });
    expect([first.heard, second.heard, first.live.isConnected(), second.live.isConnected()]).toEqual([['inbox'], ['inbox'], true, true]);
    handOver();
    jest.runAllTimers();
    expect(streams).toHaveLength(2);
    jest.useRealTimers();
  });

  it('a session that was ended is told to every tab, and is not asked for again', () => {
    jest.useFakeTimers();
    const { openTab, streams } = openTabs();
    const [first, second] = [openTab(), openTab()];
    first.live.follow('me');
    jest.runAllTimers();
    streams[0]?.send({ event: 'ended', because: 'signed_out' });
    jest.runAllTimers();
    expect([first.heard, second.heard, streams.length, streams[0]?.isClosed]).toEqual([['signed_out'], ['signed_out'], 1, true]);
    jest.useRealTimers();
  });
});

describe('reading again (row:J3)', () => {
  const open = () => {
    const state = { hidden: false, now: 0 };
    const planned: { readonly work: () => void; readonly at: number }[] = [];
    const read: string[] = [];
    const keys = [['screen', 'inbox'], ['screen', 'request', 'a'], ['screen', 'request', 'b'], ['screen', 'audit'], ['session']];
    const invalidateQueries = (filters?: { predicate?: (query: never) => boolean }) => {
      read.push(keys.filter((queryKey) => filters?.predicate?.({ queryKey } as never)).map((key) => key.slice(1).join(' ')).join(', '));
      return Promise.resolve();
    };
    const refresher = createRefresher({ queries: { invalidateQueries } as never, isHidden: () => state.hidden, now: () => state.now, setTimer: (work, afterMs) => void planned.push({ work, at: state.now + afterMs }) });
    const pass = (ms: number) => {
      state.now += ms;
      for (const { work } of planned.splice(0).filter(({ at }) => at <= state.now)) work();
    };
    return { state, refresher, pass, read };
  };

  it('reads what has changed and nothing else, many changes in one go, a second apart', () => {
    const { refresher, pass, read } = open();
    refresher.take({ topics: ['requests', 'inbox'], requestIds: ['a'] });
    pass(0);
    for (let at = 0; at < 20; at += 1) refresher.take({ topics: ['audit'], requestIds: ['b'] });
    expect(read).toEqual(['inbox, request a']);
    pass(1_000);
    expect(read).toEqual(['inbox, request a', 'request b, audit']);
  });

  it('reads nothing while nobody looks, and what was put off once somebody does', () => {
    const { state, refresher, pass, read } = open();
    state.hidden = true;
    refresher.take({ topics: ['inbox'], requestIds: [] });
    pass(60_000);
    expect(read).toEqual([]);
    state.hidden = false;
    refresher.show();
    pass(0);
    expect(read).toEqual(['inbox']);
  });
});
