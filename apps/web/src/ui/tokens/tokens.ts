/**
 * Every colour of the product, once. The build writes tokens.css from here, and tokens.spec.ts computes the contrast
 * of every pair that is used. OKLCH, all inside sRGB; `0` is written, never `none`: checkers skip a colour with `none`.
 */
export const light = {
  /** Desk, sheet, well and hover, selected row. */
  'stock-0': 'oklch(0.955 0.012 175)',
  'stock-1': 'oklch(0.985 0.005 175)',
  'stock-2': 'oklch(0.930 0.016 175)',
  'stock-3': 'oklch(0.890 0.024 175)',
  /** Text: body, secondary, tertiary. */
  'ink-1': 'oklch(0.235 0.030 235)',
  'ink-2': 'oklch(0.430 0.028 232)',
  'ink-3': 'oklch(0.480 0.026 230)',
  /** Hairline (decorative), border of a control. */
  'rule-1': 'oklch(0.845 0.018 190)',
  'rule-2': 'oklch(0.570 0.028 210)',
  /** Recorded. */
  seal: 'oklch(0.430 0.085 163)',
  /** Provisional, link, focus. */
  carbon: 'oklch(0.430 0.130 262)',
  /** Rejected, failed, destructive. */
  void: 'oklch(0.480 0.175 27)',
  /** Out of register: changed since. */
  ochre: 'oklch(0.480 0.098 72)',
  'seal-tint': 'oklch(0.940 0.035 163)',
  'carbon-tint': 'oklch(0.940 0.026 262)',
  'void-tint': 'oklch(0.945 0.024 27)',
  'ochre-tint': 'oklch(0.945 0.050 88)',
  /** Text on ink and on a solid state colour. */
  'on-ink': 'oklch(0.985 0.005 175)',
  /** Under a dialog, and the shadow of one. */
  veil: 'oklch(0.235 0.030 235 / 0.4)',
  shade: 'oklch(0.235 0.030 235 / 0.18)',
} as const;
export type Token = keyof typeof light;

export const dark: Readonly<Record<Token, string>> = {
  'stock-0': 'oklch(0.185 0.014 215)',
  'stock-1': 'oklch(0.225 0.016 215)',
  'stock-2': 'oklch(0.265 0.018 215)',
  'stock-3': 'oklch(0.315 0.026 205)',
  'ink-1': 'oklch(0.945 0.012 175)',
  'ink-2': 'oklch(0.780 0.018 195)',
  'ink-3': 'oklch(0.690 0.020 200)',
  'rule-1': 'oklch(0.340 0.018 215)',
  'rule-2': 'oklch(0.600 0.024 210)',
  seal: 'oklch(0.800 0.120 163)',
  carbon: 'oklch(0.780 0.105 258)',
  void: 'oklch(0.750 0.140 27)',
  ochre: 'oklch(0.830 0.120 85)',
  'seal-tint': 'oklch(0.300 0.045 163)',
  'carbon-tint': 'oklch(0.300 0.055 262)',
  'void-tint': 'oklch(0.300 0.060 27)',
  'ochre-tint': 'oklch(0.310 0.045 80)',
  'on-ink': 'oklch(0.185 0.014 215)',
  veil: 'oklch(0.100 0.014 215 / 0.6)',
  shade: 'oklch(0.080 0.008 215 / 0.5)',
};

/** What is not a colour: the same in light and dark. */
const measures = {
  unit: '4px',
  row: '44px',
  folio: '52px',
  'size-folio': '0.75rem',
  'size-label': '0.8125rem',
  'size-text': '0.875rem',
  'size-statement': '1rem',
  'size-title': '1.25rem',
  'size-head': '1.625rem',
  /** Width carries the role: what is printed on the form, what people typed, what is engraved. */
  'width-form': '82%',
  'width-text': '100%',
  'width-engraved': '118%',
  'font-text': '"Encode Sans Variable", "Encode Sans Fallback", "Noto Sans", system-ui, sans-serif',
  'font-mono': '"Sometype Mono Variable", ui-monospace, monospace',
  /** Height of the status line; the frame sets it while there is one. */
  'status-height': '0px',
  'overlay-shadow': '0 8px 24px var(--shade)',
} as const;

export interface Pair {
  readonly text: Token;
  readonly on: Token;
  /** WCAG 2.2 contrast ratio: 4.5 for text, 3 for what is not text. */
  readonly minimum: 4.5 | 3;
}

const surfaces: readonly Token[] = ['stock-0', 'stock-1', 'stock-2', 'stock-3'];
const inks: readonly Token[] = ['ink-1', 'ink-2', 'ink-3', 'seal', 'carbon', 'void', 'ochre'];
const states: readonly (readonly [Token, Token])[] = [['seal', 'seal-tint'], ['carbon', 'carbon-tint'], ['void', 'void-tint'], ['ochre', 'ochre-tint']];

/** Every pair that a style sheet of ours may put on one another; a new use is added here first. */
export const usedPairs: readonly Pair[] = [
  ...surfaces.flatMap((on) => inks.map((text): Pair => ({ text, on, minimum: 4.5 }))),
  ...states.flatMap(([state, tint]): Pair[] => [
    { text: state, on: tint, minimum: 4.5 },
    { text: 'ink-1', on: tint, minimum: 4.5 },
    { text: 'ink-2', on: tint, minimum: 4.5 },
    { text: 'on-ink', on: state, minimum: 4.5 },
  ]),
  { text: 'on-ink', on: 'ink-1', minimum: 4.5 },
  ...surfaces.flatMap((on): Pair[] => [{ text: 'rule-2', on, minimum: 3 }, { text: 'carbon', on, minimum: 3 }]),
];

const declare = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([name, value]) => `--${name}: ${value};`).join(' ');

/** The style sheet: light, dark where the system asks for it, and either where `data-theme` on the root says so. */
export function renderTokens(): string {
  return [
    '@layer tokens {',
    `:root { color-scheme: light; ${declare(light)} ${declare(measures)} }`,
    `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${declare(dark)} } }`,
    `@media screen { :root[data-theme="dark"] { color-scheme: dark; ${declare(dark)} } }`,
    '@media screen and (max-width: 819.98px) { :root { --folio: 36px; } }',
    '@media screen and (pointer: coarse) { :root { --row: 56px; } }',
    '}',
  ].join('\n');
}
