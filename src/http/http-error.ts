/** Errors that Express and its body parsers raise for what the client sent. */
export function isHttpError(error: unknown): error is Error & { readonly status: number } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 400;
}
