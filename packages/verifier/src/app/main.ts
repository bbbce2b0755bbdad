import { runVerifyCommand } from './verify-command.js';

const isWatched = process.stderr.isTTY;

process.exitCode = await runVerifyCommand(process.argv.slice(2), {
  print: (text) => console.log(text),
  ...(isWatched && { showProgress: (text: string) => void process.stderr.write(`\r\u001b[K${text}`) }),
});
