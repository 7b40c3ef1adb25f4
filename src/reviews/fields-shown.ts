import type { Deps } from '../deps.js';
import { currentDocuments, openExtraction } from '../documents/document-queries.js';

/**
 * How many fields of the dossier have a place on a paper, and how many of these were never on the decider's screen. What
 * was shown only the page knows (decision 221); how many there are is counted here.
 */
export async function fieldsShown(
  deps: Deps,
  applicationId: string,
  shown: readonly { readonly document: string; readonly field: string }[],
): Promise<{ all: number; unshown: number }> {
  const seen = new Set(shown.map(({ document, field }) => `${document}:${field}`));
  const documents = await currentDocuments(deps, applicationId);
  const places = documents.flatMap((document) =>
    Object.entries(openExtraction(deps, document)?.fields ?? {})
      .filter(([, { box }]) => box !== null)
      .map(([field]) => `${document._id.toHexString()}:${field}`),
  );
  return { all: places.length, unshown: places.filter((place) => !seen.has(place)).length };
}
