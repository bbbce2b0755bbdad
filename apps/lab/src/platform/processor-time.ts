import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the kernel's own clock (`getconf CLK_TCK`). */
const tickMs = 10;

interface Stat {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that have ended and were waited for. */
  readonly endedMs: number;
}

/**
 * Processor time that a process and its children have taken so far, in milliseconds; null where the system does not say (proc(5), Linux).
 * Read before and after a stretch, the difference is what the stretch cost on all processors together.
 */
export function processorTimeOf(pid: number): number | null {
  const root = statOf(pid);
  if (root === null) return null;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))).filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + (child?.ownMs ?? 0), root.ownMs + root.endedMs);
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; after it, field 3 comes first.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const ticks = (field: number) => (fields[field - 3] ?? 0) * tickMs;
    return { parent: fields[1] ?? 0, ownMs: ticks(14) + ticks(15), endedMs: ticks(16) + ticks(17) };
  } catch {
    return null;
  }
}
