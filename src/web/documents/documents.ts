import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { api, bodyOf, requestHeaders, type Answer } from '../api/client.ts';
import { offline, problemOf } from '../api/problem.ts';

export type DocumentAnswer = Answer<'getDocument'>;
export type Reading = NonNullable<DocumentAnswer['fields']>[string];

/** A document with what was read; asked again by itself while it is being read, should the live news be silent. */
export function useDocument(id: string | undefined) {
  return useQuery({
    queryKey: ['document', id ?? ''],
    enabled: id !== undefined,
    queryFn: ({ signal }) => bodyOf(api.GET('/documents/{id}', { params: { path: { id: id ?? '' } }, signal })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && ['queued', 'processing'].includes(state.data.status) ? 8_000 : false,
  });
}

export function useDeleteDocument(applicationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.DELETE('/documents/{id}', { params: { path: { id } } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', applicationId] }),
  });
}

/** Sends one file; `progress` runs from 0 to 1. */
export function useUpload(applicationId: string, kind: DocumentKind) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState(0);
  const upload = useMutation({
    mutationFn: ({ file, once }: { readonly file: File; readonly once: string }) =>
      send(`/api/v1/applications/${applicationId}/documents`, kind, file, once, setProgress),
    onMutate: () => setProgress(0),
    onSettled: () => queries.invalidateQueries({ queryKey: ['application', applicationId] }),
  });
  return { ...upload, progress };
}

/** XMLHttpRequest, because only it tells how much of a body has left. */
function send(url: string, kind: DocumentKind, file: File, once: string, tell: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(requestHeaders('POST'))) request.setRequestHeader(name, value);
    request.setRequestHeader('Idempotency-Key', once);
    request.upload.onprogress = ({ loaded, total }) => tell(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(offline());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(problemOf(request.status, jsonOrNull(request.responseText)));
    };
    const form = new FormData();
    form.append('kind', kind);
    form.append('file', file);
    request.send(form);
  });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
