/**
 * Lets so many works run at once, and of one person only one. The rest wait in the order they came, but one who has a work running
 * already is passed over: who brings many holds one place, and whoever brings the first waits for what runs, not for all of those.
 */
export class FairLine {
  private readonly running = new Set<string>();
  private readonly waiting: { readonly who: string; readonly go: () => void }[] = [];

  constructor(private readonly placesMax: number) {}

  async run<Result>(who: string, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((go) => {
      this.waiting.push({ who, go });
      this.admit();
    });
    try {
      return await work();
    } finally {
      this.running.delete(who);
      this.admit();
    }
  }

  private admit(): void {
    while (this.running.size < this.placesMax) {
      const next = this.waiting.findIndex(({ who }) => !this.running.has(who));
      if (next < 0) return;
      for (const { who, go } of this.waiting.splice(next, 1)) {
        this.running.add(who);
        go();
      }
    }
  }
}
