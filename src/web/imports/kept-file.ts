/** The file of the latest dry run, in this window's memory only: registers hold people. A reload asks for it again. */
let kept: { readonly id: string; readonly file: File } | null = null;

export function keepFile(id: string, file: File): void {
  kept = { id, file };
}

export function fileOf(id: string): File | null {
  return kept?.id === id ? kept.file : null;
}
