import type { Page } from 'playwright-core';

/** A slow visitor: how many times slower the processor, and the line they sit at. */
export interface Slowness {
  readonly processorTimes: number;
  readonly bitsPerSecond: number;
  readonly latencyMs: number;
}

/** What the loading of one page cost. Bytes are those of the bodies as they travelled, compressed. */
export interface LoadFigures {
  readonly requests: number;
  /** Calls of the API; the one long stream of events is not counted. */
  readonly dataRequests: number;
  readonly scriptBytes: number;
  readonly styleBytes: number;
  readonly fontBytes: number;
  /** Largest Contentful Paint, https://web.dev/articles/lcp. */
  readonly largestPaintMs: number;
  /** Cumulative Layout Shift, https://web.dev/articles/cls, here the plain sum: never less than the windowed one. */
  readonly layoutShift: number;
}

export interface LoadWatch {
  /** The figures up to now, once nothing has travelled for a while. */
  settle(): Promise<LoadFigures>;
}

const quietMs = 700;
const patienceMs = 60_000;
const stream = '/v1/events';

const observe = `
  window.figures = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.figures.paint = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.figures.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
`;

/** Makes a page as slow as a visitor with an old telephone is. */
export async function slowDown(page: Page, { processorTimes, bitsPerSecond, latencyMs }: Slowness): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: latencyMs, downloadThroughput: bitsPerSecond / 8, uploadThroughput: bitsPerSecond / 8 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: processorTimes });
}

/** Watches a page from before its first navigation. */
export async function watchLoad(page: Page): Promise<LoadWatch> {
  const session = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  const open = new Set<string>();
  let requests = 0;
  let dataRequests = 0;
  let lastAt = performance.now();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname, protocol } = new URL(request.url);
    if (!protocol.startsWith('http')) return;
    lastAt = performance.now();
    requests += 1;
    if (pathname === stream) return;
    open.add(requestId);
    if (pathname.startsWith('/v1/')) dataRequests += 1;
  });
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId }) => {
    open.delete(requestId);
    lastAt = performance.now();
  });
  session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId));
  await session.send('Network.enable');
  await page.addInitScript(observe);
  return {
    async settle() {
      const deadline = performance.now() + patienceMs;
      while ((open.size > 0 || performance.now() - lastAt < quietMs) && performance.now() < deadline) await page.waitForTimeout(50);
      const { paint, shift } = await page.evaluate<{ paint: number; shift: number }>('window.figures');
      return { requests, dataRequests, scriptBytes: bytes.get('Script') ?? 0, styleBytes: bytes.get('Stylesheet') ?? 0, fontBytes: bytes.get('Font') ?? 0, largestPaintMs: paint, layoutShift: shift };
    },
  };
}
