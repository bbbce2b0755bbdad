/**
 * The mark: a guilloche drawn from digests. The same digests give the same drawing for ever; a change here is a new
 * version. It is rhythm, not proof: what was checked is said in words beside it.
 */
export const markVersion = 1;

/** `row` to 24 px: one strand. `sheet` to 96 px: three. `print` above: six. */
export type MarkTier = 'row' | 'sheet' | 'print';
export const tierOf = (sizePx: number): MarkTier => (sizePx <= 24 ? 'row' : sizePx <= 96 ? 'sheet' : 'print');

interface Wave {
  readonly radius: number;
  readonly lobes: number;
  readonly swing: number;
  readonly beat: number;
  readonly sway: number;
  readonly turn: number;
  readonly drift: number;
}

const strandsOf: Readonly<Record<MarkTier, number>> = { row: 1, sheet: 3, print: 6 };
const fullTurn = 2 * Math.PI;

function bytesOf(digest: string): readonly number[] {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('A mark is drawn from a digest: 64 lower-case hex digits.');
  return Array.from({ length: 32 }, (_, at) => Number.parseInt(digest.slice(at * 2, at * 2 + 2), 16));
}

/** A closed line around the middle of a 100 by 100 field, smoothed through the midpoints of its steps. */
function strand(wave: Wave, shift: number, steps: number, tier: MarkTier): string {
  const places = tier === 'row' ? 1 : 10;
  const points = Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * fullTurn;
    const radius = wave.radius * (1 + wave.swing * Math.cos(wave.lobes * angle + wave.turn + shift) + wave.sway * Math.cos(wave.beat * angle + wave.drift - shift));
    return [50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)] as const;
  });
  const write = (value: number) => String(Math.round(value * places) / places);
  const at = (index: number) => points[index % steps] ?? [50, 50];
  const between = (index: number) => [(at(index)[0] + at(index + 1)[0]) / 2, (at(index)[1] + at(index + 1)[1]) / 2] as const;
  const [startX, startY] = between(0);
  const curves = Array.from({ length: steps }, (_, step) => {
    const [x, y] = at(step + 1);
    const [endX, endY] = between(step + 1);
    return `Q${write(x)} ${write(y)} ${write(endX)} ${write(endY)}`;
  });
  return `M${write(startX)} ${write(startY)}${curves.join('')}Z`;
}

function strands(wave: Wave, tier: MarkTier): readonly string[] {
  const steps = tier === 'row' ? wave.lobes * 5 : Math.min(288, Math.max(72, (wave.lobes + wave.beat) * 8));
  return Array.from({ length: strandsOf[tier] }, (_, index) => strand(wave, (index / strandsOf[tier]) * fullTurn, steps, tier));
}

/** The middle of the mark: what was decided on. */
export function drawCore(digest: string, tier: MarkTier): readonly string[] {
  const byte = bytesOf(digest);
  const part = (at: number) => (byte[at] ?? 0) / 255;
  return strands({ radius: 13, lobes: 3 + ((byte[0] ?? 0) % 6), swing: 0.28 + part(1) * 0.2, beat: 2, sway: 0.05, turn: part(2) * fullTurn, drift: part(3) * fullTurn }, tier);
}

/** Ring `index` of `count` (both from the inside out): one decision. */
export function drawRing(digest: string, index: number, count: number, tier: MarkTier): readonly string[] {
  const byte = bytesOf(digest);
  const part = (at: number) => (byte[at] ?? 0) / 255;
  const swing = tier === 'row' ? 0.15 + part(9) * 0.07 : 0.08 + part(9) * 0.07;
  const sway = 0.02 + part(10) * 0.04;
  const [inner, outer] = [26, 43];
  const wanted = count <= 1 ? (inner + outer) / 2 : inner + ((outer - inner) * index) / (count - 1);
  const lobes = ([5, 7, 8, 9, 11, 13][(byte[8] ?? 0) % 6] ?? 5) + (tier === 'row' ? 0 : ([0, 4, 8][(byte[11] ?? 0) % 3] ?? 0));
  const radius = Math.min(wanted, 48.5 / (1 + swing + sway));
  return strands({ radius, lobes, swing, beat: 2 + ((byte[12] ?? 0) % 5), sway, turn: part(13) * fullTurn, drift: part(14) * fullTurn }, tier);
}
