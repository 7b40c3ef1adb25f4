/** How something stands: a dot and a word, so that colour is never the only sign. */
export type Tone = 'neutral' | 'busy' | 'good' | 'attention' | 'bad';

export function Status({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return <span className={`status ${tone}`}>{text}</span>;
}
