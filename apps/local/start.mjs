/** `npm start`: builds what changed, then runs the supervisor in this process. */
import { buildWorkspaces } from '@countersign/tooling/build-workspaces';
import { useProjectNode } from '@countersign/tooling/project-node';

async function start() {
  const leave = () => process.exit(0);
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  console.log('Building what changed…');
  const { ok, output } = await buildWorkspaces();
  if (!ok) {
    console.error(output);
    console.error('The build failed; what it said is above. Correct it, and run npm start again.');
    process.exit(1);
  }
  // From here on the supervisor ends things in order.
  process.off('SIGINT', leave);
  process.off('SIGTERM', leave);
  await import('./dist/app/main.js');
}

if (await useProjectNode()) await start();
