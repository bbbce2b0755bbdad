/** A step as the drawing shows it. */
export interface DrawnStep {
  readonly stepId: string;
  readonly name: string;
  readonly kind: 'approval' | 'effect';
  /** Who signs, or where it goes. */
  readonly note: string;
  /** What must hold for it to be asked; null where it always is. */
  readonly condition: string | null;
  readonly onReject?: 'return' | 'end';
  /** Where a run stands at it, and whether it has come there; not said of a definition by itself. */
  readonly run?: { readonly isReached: boolean; readonly isSkipped: boolean; readonly isDone: boolean };
}

export interface FlowLine {
  readonly d: string;
  /** Whether the run went along it; null where no run is drawn. */
  readonly isTaken: boolean | null;
}

export interface FlowBox {
  readonly stepId: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly { readonly y: number; readonly text: string }[];
  readonly note: { readonly y: number; readonly text: string } | null;
}

export interface FlowText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly role: 'end' | 'condition' | 'reject';
}

/** The drawing, in units of a pixel at its natural size. */
export interface LaidOutFlow {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly FlowBox[];
  readonly lines: readonly FlowLine[];
  readonly texts: readonly FlowText[];
}

export const flowWidth = 324;
const [boxX, boxWidth, centre, bypassX] = [40, 212, 146, 14];
const [gap, gate, padding, lineHeight, noteHeight, endHeight] = [24, 7, 9, 18, 16, 22];
const [nameChars, noteChars, conditionChars] = [25, 30, 25];

type Taken = boolean | null;

/** Draws from above: the next thing begins where the last one ended. */
class Pen {
  readonly boxes: FlowBox[] = [];
  readonly lines: FlowLine[] = [];
  readonly texts: FlowText[] = [];
  y = 0;

  line(d: string, isTaken: Taken): void {
    this.lines.push({ d, isTaken });
  }

  down(toY: number, isTaken: Taken): void {
    this.line(`M${centre} ${this.y}V${toY}`, isTaken);
    this.y = toY;
  }

  /** Down to what is asked or done next, with the head of an arrow. */
  arrow(isTaken: Taken): void {
    this.down(this.y + gap, isTaken);
    this.line(`M${centre - 4} ${this.y - 6}L${centre} ${this.y}L${centre + 4} ${this.y - 6}`, isTaken);
  }

  end(text: string): void {
    this.texts.push({ x: centre, y: this.y + 15, text, role: 'end' });
    this.y += endHeight;
  }

  box(step: DrawnStep): void {
    const names = wrapText(step.name, nameChars, 2);
    const note = step.note === '' ? null : (wrapText(step.note, noteChars, 1)[0] ?? null);
    const height = 2 * padding + names.length * lineHeight + (note === null ? 0 : noteHeight);
    const at = (index: number) => this.y + padding + 13 + index * lineHeight;
    this.boxes.push({
      stepId: step.stepId, x: boxX, y: this.y, width: boxWidth, height,
      lines: names.map((text, index) => ({ y: at(index), text })),
      note: note === null ? null : { y: at(names.length) - 2, text: note },
    });
    if (step.onReject !== undefined) {
      const middle = this.y + height / 2;
      this.line(`M${boxX + boxWidth} ${middle}h14`, step.run === undefined ? null : false);
      this.texts.push({ x: boxX + boxWidth + 18, y: middle + 4, text: step.onReject === 'end' ? 'or ends' : 'or back', role: 'reject' });
    }
    this.y += height;
  }
}

/** Lays a workflow out from top to bottom: what is signed, then that it is approved, then what is carried out. A step with a condition has a way past it. */
export function layOutFlow(steps: readonly DrawnStep[], isApproved: Taken): LaidOutFlow {
  const pen = new Pen();
  pen.end('Submitted');
  for (const step of steps) if (step.kind === 'approval') drawStep(pen, step);
  pen.arrow(isApproved);
  pen.end('Approved');
  for (const step of steps) if (step.kind === 'effect') drawStep(pen, step);
  return { width: flowWidth, height: pen.y + 4, boxes: pen.boxes, lines: pen.lines, texts: pen.texts };
}

function drawStep(pen: Pen, step: DrawnStep): void {
  const { run } = step;
  const reached = run?.isReached ?? null;
  const entered = run === undefined ? null : run.isReached && !run.isSkipped;
  if (step.condition === null) {
    pen.arrow(reached);
    return pen.box(step);
  }
  pen.down(pen.y + gap - gate, reached);
  const gateY = pen.y + gate;
  pen.line(`M${centre} ${gateY - gate}L${centre + gate} ${gateY}L${centre} ${gateY + gate}L${centre - gate} ${gateY}Z`, reached);
  pen.texts.push({ x: centre + gate + 6, y: gateY + 4, text: `if ${wrapText(step.condition, conditionChars, 1)[0] ?? ''}`, role: 'condition' });
  pen.y = gateY + gate;
  pen.arrow(entered);
  pen.box(step);
  const join = pen.y + gap / 2;
  pen.line(`M${centre - gate} ${gateY}H${bypassX}V${join}H${centre}`, run === undefined ? null : run.isReached && run.isSkipped);
  pen.down(join, run === undefined ? null : run.isDone);
}

/** The text in lines of at most so many characters, cut between words where it can be; what does not fit ends in "…". */
export function wrapText(text: string, charsMax: number, linesMax: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > charsMax && lines.length < linesMax - 1) {
    const space = rest.lastIndexOf(' ', charsMax);
    const cut = space > 0 ? space : charsMax;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return [...lines, rest.length > charsMax ? `${rest.slice(0, charsMax - 1).trimEnd()}…` : rest];
}
