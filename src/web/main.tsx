import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import './ui/console.css';
import { allowRuntimeStyles } from './ui/style-nonce.ts';

allowRuntimeStyles(document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '');
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
