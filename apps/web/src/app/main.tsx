import '../ui/ground/layers.css';
import '../ui/ground/fonts.css';
import '../ui/tokens/tokens.css';
import '../ui/ground/ground.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { wire } from './wire.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App wiring={wire()} />
  </StrictMode>,
);
