import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.js';

// No sandbox: it needs rights that root in a container has not. Only pages of our own are opened. No look-ups of its maker's hosts.
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: flags, headless: true });
}

export interface PageOptions {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A page of its own context, that notes everything which went wrong inside. */
export async function openPage(browser: Browser, { width = 1440, colorScheme = 'light', reducedMotion = 'reduce' }: PageOptions = {}): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The browser reports every refused call as an error of its own; refusals are looked at by the journeys.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  return { page, faults };
}
