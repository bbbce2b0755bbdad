import { playScript, type Played, type Script } from './play.js';

/**
 * The plainest script found that breaks the same promise: commands are left out, what was drawn for the workflow is left out or lowered,
 * until nothing can be any more, or so many tries were made.
 */
export function shortestFailure(failed: Played, tries = 4000): Played {
  let best = playScript(failed.script);
  let left = tries;
  if (best.broken?.promise !== failed.broken?.promise) return failed;
  const better = (script: Script): boolean => {
    left -= 1;
    const played = playScript(script);
    if (played.broken?.promise !== best.broken?.promise || !isPlainer(played.script, best.script)) return false;
    best = played;
    return true;
  };
  for (let before = Number.POSITIVE_INFINITY; before > weight(best.script) && left > 0; ) {
    before = weight(best.script);
    leaveOutMoves(() => best.script, better, () => left > 0);
    lowerDraws(() => best.script, better, () => left > 0);
  }
  return best;
}

const weight = ({ first, moves }: Script) => moves.length * 1000 + [...first, ...moves.flat()].reduce((sum, value) => sum + 1 + Math.min(value, 40), 0);
const isPlainer = (one: Script, other: Script) => weight(one) < weight(other);

type Better = (script: Script) => boolean;

function leaveOutMoves(script: () => Script, better: Better, goOn: () => boolean): void {
  for (let size = Math.max(1, script().moves.length >> 1); size >= 1; size >>= 1) {
    for (let at = script().moves.length - size; at >= 0 && goOn(); at -= size) {
      const { first, moves } = script();
      better({ first, moves: moves.filter((_, index) => index < at || index >= at + size) });
    }
  }
}

function lowerDraws(script: () => Script, better: Better, goOn: () => boolean): void {
  for (let size = 8; size >= 1; size >>= 1) {
    for (let at = script().first.length - size; at >= 0 && goOn(); at -= 1) {
      const { first, moves } = script();
      if (better({ first: first.filter((_, index) => index < at || index >= at + size), moves })) continue;
      better({ first: first.map((value, index) => (index >= at && index < at + size ? 0 : value)), moves });
    }
  }
  for (let move = 0; move < script().moves.length; move++) {
    for (let at = (script().moves[move]?.length ?? 0) - 1; at >= 0 && goOn(); at--) {
      const { first, moves } = script();
      if ((moves[move]?.[at] ?? 0) > 0) better({ first, moves: moves.map((drawn, index) => (index === move ? drawn.map((value, place) => (place === at ? 0 : value)) : drawn)) });
    }
  }
}
