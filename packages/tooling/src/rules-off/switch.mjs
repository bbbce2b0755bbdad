import ts from 'typescript';

/** In the code that is tried, the name of the rule that is off just now; undefined while all hold. */
export const RULE_OFF = 'countersignRuleOff';

/**
 * The text of a file in which several rules can be switched off, one at a time, while it runs: the body of the function that holds an edit stands there
 * with the rule and without it, and is chosen when it is called. `together` names the rules that can be: an edit outside of all functions cannot.
 */
export function switchRules(file, text, rules) {
  const bodies = bodiesOf(file, text);
  const places = rules.map((rule) => ({ name: rule.name, edits: rule.edits.filter((edit) => edit.file === file).map((edit) => placeOf(text, edit, bodies)) }));
  const switched = places.filter(({ edits }) => edits.every(({ body }) => body !== undefined));
  const inside = (outer) => bodies.filter((body) => outer.start <= body.start && body.end <= outer.end && body !== outer && switched.some(({ edits }) => edits.some((edit) => edit.body === body)));
  const rulesAt = (body) => switched.filter(({ edits }) => edits.some((edit) => edit.body === body));

  /** What stands there, with every function of it that holds edits written so that it chooses. */
  const written = (outer) => {
    const within = inside(outer);
    const outermost = within.filter((body) => !within.some((other) => other !== body && other.start <= body.start && body.end <= other.end));
    let [at, result] = [outer.start, ''];
    for (const body of outermost.sort((one, other) => one.start - other.start)) {
      result += text.slice(at, body.start) + choosing(body);
      at = body.end;
    }
    return result + text.slice(at, outer.end);
  };

  const choosing = (body) => {
    const ways = rulesAt(body).map(({ name, edits }) => [`globalThis.${RULE_OFF} === '${name}'`, without(text, body, edits)]);
    return body.isBlock ? `{ ${ways.map(([off, way]) => `if (${off}) ${way} else `).join('')}${written(body)} }` : `(${ways.map(([off, way]) => `${off} ? (${way}) : `).join('')}(${written(body)}))`;
  };

  return { text: written({ start: 0, end: text.length }), together: switched.map(({ name }) => name) };
}

/** The bodies of all functions. */
function bodiesOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const bodies = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) bodies.push({ start: node.body.getStart(source), end: node.body.end, isBlock: ts.isBlock(node.body) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bodies;
}

/** Where an edit stands, and the innermost body around all of it. */
function placeOf(text, edit, bodies) {
  const start = text.indexOf(edit.from);
  const end = start + edit.from.length;
  const around = bodies.filter((body) => (body.isBlock ? body.start < start && end < body.end : body.start <= start && end <= body.end));
  return { start, end, to: edit.to, body: around.sort((one, other) => one.end - one.start - (other.end - other.start))[0] };
}

function without(text, body, edits) {
  let result = text.slice(body.start, body.end);
  const within = edits.filter(({ start, end }) => body.start <= start && end <= body.end);
  for (const { start, end, to } of within.sort((one, other) => other.start - one.start)) result = result.slice(0, start - body.start) + to + result.slice(end - body.start);
  return result;
}
