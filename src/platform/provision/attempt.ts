/** Runs one way to get something; a failure becomes a line of the list of what was tried. */
export async function attempt<Result>(tried: string[], way: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await way();
  } catch (error) {
    tried.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
