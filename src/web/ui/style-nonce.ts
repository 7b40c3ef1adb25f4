const HTML = 'http://www.w3.org/1999/xhtml';

/**
 * Gives every style element that a library makes at run time the nonce of this page's policy. Ant Design does it for its
 * own styles when told, but not where it locks scrolling and measures scroll bars; here nothing can be forgotten.
 * Scripts gain nothing by it: the policy allows none but our files.
 */
export function allowRuntimeStyles(nonce: string): void {
  Object.defineProperty(document, 'createElement', {
    value: (name: string, options?: ElementCreationOptions) => {
      const element = document.createElementNS(HTML, name.toLowerCase(), options);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    },
  });
}
