const WORDS = 4;
const ZEROS = '00000000-0000-0000-0000-000000000000';

/** UUIDs that came before, in 16 bytes each: a Set of a million texts would need a hundred megabytes. */
export class SeenIds {
  private table = new Uint32Array(1024 * WORDS);
  private count = 0;
  /** The UUID of zeros only looks like an empty place. */
  private sawZeros = false;

  /** False where it was there already. */
  add(uuid: string): boolean {
    if (uuid === ZEROS) {
      const isNew = !this.sawZeros;
      this.sawZeros = true;
      return isNew;
    }
    if ((this.count + 1) * 2 * WORDS > this.table.length) this.grow();
    const word = (text: string) => Number.parseInt(text, 16);
    const words = [word(uuid.slice(0, 8)), word(uuid.slice(9, 13) + uuid.slice(14, 18)), word(uuid.slice(19, 23) + uuid.slice(24, 28)), word(uuid.slice(28))];
    if (!this.put(words)) return false;
    this.count += 1;
    return true;
  }

  private put(words: ArrayLike<number>): boolean {
    const places = this.table.length / WORDS;
    const [a = 0, b = 0, c = 0, d = 0] = [words[0], words[1], words[2], words[3]];
    let place = (Math.imul(a ^ Math.imul(b, 31) ^ Math.imul(c, 131) ^ d, 0x9e3779b1) >>> 0) % places;
    for (;;) {
      const { table } = this;
      const from = place * WORDS;
      if (table[from] === a && table[from + 1] === b && table[from + 2] === c && table[from + 3] === d) return false;
      if (table[from] === 0 && table[from + 1] === 0 && table[from + 2] === 0 && table[from + 3] === 0) {
        table.set([a, b, c, d], from);
        return true;
      }
      place = (place + 1) % places;
    }
  }

  private grow(): void {
    const old = this.table;
    this.table = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += WORDS) {
      const words = old.subarray(from, from + WORDS);
      if (words.some((word) => word !== 0)) this.put(words);
    }
  }
}
