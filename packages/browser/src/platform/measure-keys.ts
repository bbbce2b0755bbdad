import type { Page } from 'playwright-core';

const betweenMs = 250;
const betweenPressesMs = { delay: 0 };

/**
 * Presses keys one after the other, and says how long each took until its change was on the screen, in ms: the `duration` of Event
 * Timing (https://www.w3.org/TR/event-timing/), in steps of 8. An answer quicker than the 16 ms that are reported counts as 16.
 */
export async function pressAndTime(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate(`
    window.pressed = [];
    window.pressObserver = new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.name === 'keydown') window.pressed.push(entry.duration); });
    window.pressObserver.observe({ type: 'event', durationThreshold: 16 });
  `);
  for (const key of keys) {
    await page.keyboard.press(key, betweenPressesMs);
    await page.waitForTimeout(betweenMs);
  }
  const slow = await page.evaluate<number[]>('window.pressObserver.disconnect(), window.pressed');
  return [...slow, ...Array<number>(Math.max(0, keys.length - slow.length)).fill(16)];
}

/**
 * How many frames a key needs until what the expression reads has changed: 1 is the next frame. Counted in frames and not in time,
 * so that it says the same on a busy machine. Null when nothing changed within 30 frames.
 */
export async function framesUntilChange(page: Page, key: string, reads: string): Promise<number | null> {
  // The promise is kept inside an object: handed out by itself, evaluating would wait for it before the key is pressed.
  await page.evaluate(`
    window.framesNeeded = { promise: new Promise((resolve) => {
      addEventListener('keydown', () => {
        const read = () => ${reads};
        const before = read();
        let frames = 0;
        const look = () => {
          frames += 1;
          if (read() !== before) resolve(frames);
          else if (frames < 30) requestAnimationFrame(look);
          else resolve(null);
        };
        requestAnimationFrame(look);
      }, { once: true, capture: true });
    }) };
    0;
  `);
  await page.keyboard.press(key);
  return page.evaluate<number | null>('window.framesNeeded.promise');
}
