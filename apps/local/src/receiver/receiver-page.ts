/** The receiver's page: what came, newest first. It refreshes itself every two seconds. */
export const RECEIVER_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demo receiver · Countersign</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<main>
<h1>Demo receiver</h1>
<p>This stands for another company’s system. Countersign sends it signed webhooks; it checks each signature and counts each webhook once, however often it comes. Below /bank it plays a bank to connect to: GET /bank/health, POST /bank/payments; below /chat it takes messages.</p>
<p id="count" role="status">Looking…</p>
<h2 id="came">What came</h2>
<div class="scroll" role="region" aria-labelledby="came" tabindex="0">
<table aria-labelledby="came">
<thead><tr><th scope="col">Time</th><th scope="col">Event</th><th scope="col">Request</th><th scope="col" class="number">Amount</th><th scope="col">Signature</th><th scope="col" class="number">Times received</th></tr></thead>
<tbody id="rows"></tbody>
</table>
</div>
</main>
</body>
</html>
`;

export const RECEIVER_STYLE = `:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d1f24; --soft: #565b66; --line: #d5d3cb; --good: #0b6b3a; --bad: #a11b1b; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181d; --ink: #eceae4; --soft: #a9aebb; --line: #3a3e48; --good: #6fd3a0; --bad: #ff9c94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
p { max-width: 42rem; margin: 0 0 .75rem; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; padding: .5rem .75rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; }
.number { text-align: end; }
@media (max-width: 48rem) {
  thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, td { display: block; }
  tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .5rem; padding: .125rem 0; border: 0; text-align: start; }
  td::before { content: attr(data-label); color: var(--soft); }
}
.good { color: var(--good); }
.bad { color: var(--bad); }
`;

export const RECEIVER_SCRIPT = `const rows = document.getElementById('rows');
const count = document.getElementById('count');
let shown = '';

function cell(text, ...names) {
  const made = document.createElement('td');
  made.textContent = text;
  made.classList.add(...names);
  return made;
}

function row(item) {
  const made = document.createElement('tr');
  const time = document.createElement('time');
  time.dateTime = item.at;
  time.textContent = new Date(item.at).toLocaleString();
  const first = document.createElement('td');
  first.append(time);
  const signature = item.verified ? cell('✓ verified', 'good') : cell('✗ refused: ' + item.refusal, 'bad');
  const labels = ['Time', 'Event', 'Request', 'Amount', 'Signature', 'Times received'];
  made.append(first, cell(item.type ?? '–'), cell(item.requestNumber ?? '–'), cell(item.amount ?? '–', 'number'), signature, cell(String(item.timesReceived), 'number'));
  [...made.children].forEach((each, index) => { each.dataset.label = labels[index]; });
  return made;
}

function say(text) {
  if (count.textContent !== text) count.textContent = text;
}

async function refresh() {
  try {
    const answer = await fetch('/received.json?limit=200', { headers: { accept: 'application/json' } });
    const text = await answer.text();
    if (text !== shown) {
      const { items, eventCount, refusedCount } = JSON.parse(text);
      rows.replaceChildren(...items.map(row));
      say(eventCount === 0 && refusedCount === 0 ? 'Nothing has come yet.' : eventCount + ' verified, ' + refusedCount + ' refused.');
      shown = text;
    }
  } catch {
    shown = '';
    say('The receiver does not answer. Trying again.');
  }
  setTimeout(refresh, 2000);
}

void refresh();
`;
