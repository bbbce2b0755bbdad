import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePaint, welcomeText } from './print-welcome.js';

const plain = choosePaint({}, undefined);

describe('the welcome', () => {
  let folder = '';
  let demoFile = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-welcome-'));
    demoFile = join(folder, 'demo.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function text(): string {
    return welcomeText({ publicUrl: 'http://127.0.0.1:4310', receiverUrl: 'http://127.0.0.1:4311', demoFile, paint: plain });
  }

  test('names one address, the sign-ins in columns, and what to try', () => {
    const signIns = [
      { who: 'An employee', email: 'ada@one.example', password: 'first', tenant: 'One' },
      { who: 'A manager', email: 'bo@one.example', password: 'second', tenant: 'One' },
    ];
    writeFileSync(demoFile, JSON.stringify({ signIns, tryFirst: ['Submit a request.', 'Approve it.'] }));
    expect(text()).toContain('Countersign is ready: http://127.0.0.1:4310\n');
    expect(text()).toContain('  An employee  ada@one.example  first   One\n  A manager    bo@one.example   second  One\n');
    expect(text()).toContain('Try first (if you have not yet)\n  1. Submit a request.\n  2. Approve it.\n');
  });

  test.each([undefined, '{"signIns":'])('does without the demo when its file is missing or broken (%j)', (content) => {
    if (content !== undefined) writeFileSync(demoFile, content);
    expect(text()).toContain('http://127.0.0.1:4310');
    expect(text()).not.toContain('Sign in as');
  });
});

describe('colour', () => {
  test('is for terminals that want it, and for nothing else', () => {
    expect(choosePaint({ isTTY: true }, undefined).strong('x')).toBe('\u001b[1mx\u001b[22m');
    expect(choosePaint({ isTTY: true }, '').strong('x')).toBe('\u001b[1mx\u001b[22m');
    expect(choosePaint({ isTTY: true }, '1').strong('x')).toBe('x');
    expect(choosePaint({}, undefined).wrong('x')).toBe('x');
  });
});
