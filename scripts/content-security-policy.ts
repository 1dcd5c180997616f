import type { Plugin } from 'vite';

// Monaco and React Flow set inline styles. Nothing is fetched: everything that the page shows is in the bundle.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Puts the Content Security Policy into the built page. The development server is left without it:
 * its reload channel needs a connection and inline scripts.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'seglab:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}
