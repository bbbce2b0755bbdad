/** How a state's rule is drawn. The shape alone tells the state: in grey, in print, and to those who see no colour. */
export type Rule = 'none' | 'single' | 'dashed' | 'heavy' | 'double' | 'stepped' | 'crossed' | 'broken';

const strokes: Readonly<Record<Rule, { readonly d: string; readonly width: number; readonly dashes?: string }>> = {
  none: { d: '', width: 0 },
  single: { d: 'M1 6H19', width: 1.25 },
  dashed: { d: 'M1 6H19', width: 2, dashes: '4 3' },
  heavy: { d: 'M1 6H19', width: 2.5 },
  double: { d: 'M1 4H19M1 8H19', width: 1.25 },
  stepped: { d: 'M1 3.5H10M10 8.5H19', width: 2 },
  crossed: { d: 'M2 2L18 10M2 10L18 2', width: 1.25 },
  broken: { d: 'M1 6H7M9 3L11 9M13 6H19', width: 1.5 },
};

/** The rule of a state as an inline drawing in the colour of the text around it; forced colours keep it. */
export function StateGlyph({ rule }: { readonly rule: Rule }) {
  const { d, width, dashes } = strokes[rule];
  if (d === '') return null;
  return (
    <svg width="20" height="12" viewBox="0 0 20 12" fill="none" stroke="currentColor" strokeWidth={width} strokeDasharray={dashes} aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
