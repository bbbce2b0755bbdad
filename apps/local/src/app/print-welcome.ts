import { readFileSync } from 'node:fs';

interface DemoSignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
  readonly tenant: string;
}

interface Demo {
  readonly signIns: readonly DemoSignIn[];
  readonly tryFirst: readonly string[];
}

/** Wraps text in a terminal's codes, or leaves it as it is. */
export interface Paint {
  strong(text: string): string;
  quiet(text: string): string;
  wrong(text: string): string;
}

/** Colour only where a person reads it on a terminal, and not where NO_COLOR asks for none (no-color.org). */
export function choosePaint(stream: { isTTY?: boolean }, noColor: string | undefined): Paint {
  const colourful = stream.isTTY === true && (noColor === undefined || noColor === '');
  const code = (on: number, off: number) => (text: string): string => (colourful ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  return { strong: code(1, 22), quiet: code(2, 22), wrong: code(31, 39) };
}

/** What a newcomer needs next: one address, who to sign in as, what to try. */
export function welcomeText(options: { publicUrl: string; receiverUrl: string; demoFile: string; paint: Paint }): string {
  const { publicUrl, receiverUrl, demoFile, paint } = options;
  const demo = readDemo(demoFile);
  return [
    '',
    `Countersign is ready: ${paint.strong(publicUrl)}`,
    ...(demo === undefined ? [] : demoLines(demo, paint)),
    '',
    paint.quiet(`What the demo’s webhooks delivered: ${receiverUrl}`),
    paint.quiet('Ctrl-C stops everything; what was done is kept.'),
    '',
  ].join('\n');
}

function demoLines({ signIns, tryFirst }: Demo, paint: Paint): string[] {
  const widest = (pick: (signIn: DemoSignIn) => string): number => Math.max(0, ...signIns.map((signIn) => pick(signIn).length));
  const [whoWidth, emailWidth, passwordWidth] = [widest((s) => s.who), widest((s) => s.email), widest((s) => s.password)];
  return [
    '',
    'Sign in as',
    ...signIns.map(({ who, email, password, tenant }) =>
      `  ${who.padEnd(whoWidth)}  ${paint.strong(email.padEnd(emailWidth))}  ${password.padEnd(passwordWidth)}  ${paint.quiet(tenant)}`),
    '',
    // The demo outlives a restart: some of it may be done already.
    'Try first (if you have not yet)',
    ...tryFirst.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}

function readDemo(file: string): Demo | undefined {
  try {
    const demo = JSON.parse(readFileSync(file, 'utf8')) as Partial<Demo>;
    return { signIns: demo.signIns ?? [], tryFirst: demo.tryFirst ?? [] };
  } catch {
    // Without the demo there is nothing to tell of it.
    return undefined;
  }
}
