const BEGIN = (name: string) => `<!-- generated: ${name} -->`;
const END = (name: string) => `<!-- end of generated: ${name} -->`;

/**
 * Replaces what stands between the two markers of `name` in a Markdown text; the markers stay.
 * @throws Error when a marker is missing
 */
export function withGeneratedPart(text: string, name: string, content: string): string {
  const begin = text.indexOf(BEGIN(name));
  const end = text.indexOf(END(name));
  if (begin === -1 || end < begin) throw new Error(`the markers of the generated part “${name}” are missing`);
  return `${text.slice(0, begin)}${BEGIN(name)}\n\n${content}\n\n${text.slice(end)}`;
}
