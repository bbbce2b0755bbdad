import { describeFindings, describePlace } from '../verdict/describe.js';
import { verifyExport, type Verdict } from '../verdict/verify-export.js';
import { piecesOf, sortFile, textsOf, type GivenFile } from './given-files.js';
import { noblePrimitives } from './noble-primitives.js';
import { kindWords } from './sort-files.js';

function find<K extends HTMLElement>(id: string, kind: new () => K): K {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`);
  return element;
}

const chooser = find('files', HTMLInputElement);
const list = find('given', HTMLUListElement);
const button = find('check', HTMLButtonElement);
const hint = find('hint', HTMLParagraphElement);
const progress = find('progress', HTMLProgressElement);
const verdictPlace = find('verdict', HTMLElement);

let given: readonly GivenFile[] = [];
let isChecking = false;

function element<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function whatIsMissing(): string {
  const count = (kind: GivenFile['kind']) => given.filter((one) => one.kind === kind).length;
  if (count('unknown') > 0) return 'One of the files is not recognised: take it away.';
  if (count('export') > 1) return 'There is more than one export: take all but one away.';
  if (count('export') === 0) return count('keys') === 0 ? 'An export and a key file are needed.' : 'An export is needed.';
  if (count('keys') === 0) return 'A key file is needed.';
  return 'Ready to check.';
}

function drawFiles(): void {
  list.replaceChildren(
    ...given.map((one) => {
      const row = document.createElement('li');
      const remove = element('button', 'Take away');
      remove.type = 'button';
      remove.setAttribute('aria-label', `Take away ${one.file.name}`);
      remove.addEventListener('click', () => {
        if (isChecking) return;
        given = given.filter((other) => other !== one);
        drawFiles();
        chooser.focus();
      });
      row.append(element('span', kindWords[one.kind]), element('code', one.file.name), remove);
      return row;
    }),
  );
  hint.textContent = whatIsMissing();
  button.disabled = isChecking || hint.textContent !== 'Ready to check.';
}

async function add(files: Iterable<File>): Promise<void> {
  if (isChecking) return;
  const sorted = await Promise.all([...files].map(sortFile));
  given = [...given, ...sorted];
  verdictPlace.replaceChildren();
  delete verdictPlace.dataset['verdict'];
  drawFiles();
}

const headings = { good: 'Good: everything holds.', bad: 'Bad: something is wrong.', unreadable: 'Cannot be read.' } as const;

function drawVerdict(verdict: Verdict): void {
  const heading = element('h2', headings[verdict.verdict]);
  heading.tabIndex = -1;
  const lines = verdict.verdict === 'good' ? describeFindings(verdict.findings) : [verdict.sentence, ...describePlace(verdict), `Code: ${verdict.code}`];
  verdictPlace.dataset['verdict'] = verdict.verdict;
  verdictPlace.replaceChildren(heading, ...lines.map((line) => element('p', line)));
  heading.focus();
}

function showProgress(size: number): (bytes: number, entries: number) => void {
  progress.max = Math.max(size, 1);
  return (bytes, entries) => {
    progress.value = bytes;
    hint.textContent = `Checking: ${entries} entries so far.`;
  };
}

async function checkAll(file: File): Promise<Verdict> {
  const [keyFiles, trusted, receipts] = [await textsOf(given, 'keys'), await textsOf(given, 'checkpoint'), await textsOf(given, 'receipts')];
  return verifyExport({ pieces: piecesOf(file), keyFiles, trusted, receipts, primitives: noblePrimitives, onProgress: showProgress(file.size) });
}

async function check(): Promise<void> {
  const file = given.find(({ kind }) => kind === 'export')?.file;
  if (file === undefined || isChecking) return;
  isChecking = true;
  progress.hidden = false;
  progress.value = 0;
  drawFiles();
  try {
    drawVerdict(await checkAll(file));
  } catch (error) {
    drawVerdict({ verdict: 'unreadable', code: 'unreadable', sentence: `A file could not be read: ${error instanceof Error ? error.message : String(error)}.` });
  } finally {
    isChecking = false;
    progress.hidden = true;
    drawFiles();
  }
}

chooser.addEventListener('change', () => {
  void add(chooser.files ?? []);
  // So that the same file can be chosen again.
  chooser.value = '';
});
button.addEventListener('click', () => void check());
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void add(event.dataTransfer?.files ?? []);
});
drawFiles();
