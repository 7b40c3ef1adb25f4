import { Upload, type DetailedError } from 'tus-js-client';
import { offline, problemOf, type Problem } from '../api/problem.ts';
import type { KeptUpload } from './kept-uploads.ts';

/** Where uploads are begun, and what every request carries. */
export interface Line {
  readonly endpoint: (applicationId: string) => string;
  readonly headers: () => Readonly<Record<string, string>>;
}

export interface Sending {
  readonly onUrl: (url: string) => void;
  readonly onProgress: (sent: number) => void;
  readonly onDone: () => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Small enough that a broken line costs seconds, large enough that a good one is not slowed by asking. */
const CHUNK = 256 * 1024;
/** A line that moves nothing for so long is dead, whatever the browser says (sleep, another network). */
const DEAD_AFTER_MS = 45_000;

/**
 * Sends one upload from where the server has it (tus 1.0.0). It tries once: whoever calls decides when to try again.
 * @returns stops it without a word
 */
export function sendUpload(upload: KeptUpload, line: Line, sending: Sending): () => void {
  let over = false;
  let watch: ReturnType<typeof setTimeout> | undefined;
  const end = (tell: () => void) => {
    if (over) return;
    over = true;
    clearTimeout(watch);
    tell();
  };
  const tus = new Upload(upload.file, {
    endpoint: line.endpoint(upload.applicationId),
    uploadUrl: upload.url,
    chunkSize: CHUNK,
    metadata: { kind: upload.kind },
    retryDelays: null,
    storeFingerprintForResuming: false,
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(line.headers())) request.setHeader(name, value);
    },
    onUploadUrlAvailable: () => {
      if (tus.url !== null) sending.onUrl(new URL(tus.url, window.location.href).pathname);
    },
    onProgress: (sent) => {
      alive();
      if (!over) sending.onProgress(sent);
    },
    onSuccess: () => end(sending.onDone),
    onError: (error) => end(() => sending.onProblem(problemIn(error))),
  });
  const stop = () =>
    end(() => {
      void tus.abort();
    });
  function alive() {
    clearTimeout(watch);
    watch = setTimeout(() => {
      if (over) return;
      stop();
      sending.onProblem(offline());
    }, DEAD_AFTER_MS);
  }
  alive();
  tus.start();
  return stop;
}

function problemIn(error: Error | DetailedError): Problem {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (answer === null || answer.getStatus() === 0) return offline();
  return problemOf(answer.getStatus(), jsonOrNull(answer.getBody()));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
