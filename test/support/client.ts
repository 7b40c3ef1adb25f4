import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { expect } from 'vitest';

export interface Client {
  get(path: string): Promise<Response>;
  post(path: string, body?: object): Promise<Response>;
  patch(path: string, body: object): Promise<Response>;
  delete(path: string): Promise<Response>;
  upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { name: string; bytes: Buffer },
  ): Promise<Response>;
}

/** A caller of the API with one kind of credentials; paths are below `/api/v1`. */
export function clientOf(app: Express, headers: Readonly<Record<string, string>> = {}): Client {
  const api = request(app);
  const url = (path: string) => `/api/v1${path}`;
  return {
    get: (path) => api.get(url(path)).set(headers),
    post: (path, body = {}) => api.post(url(path)).set(headers).send(body),
    patch: (path, body) => api.patch(url(path)).set(headers).send(body),
    delete: (path) => api.delete(url(path)).set(headers),
    upload: (path, fields, file) => {
      const sending = api.post(url(path)).set(headers);
      for (const [name, value] of Object.entries(fields)) void sending.field(name, value);
      return sending.attach('file', file.bytes, file.name);
    },
  };
}

/** Signs in as a browser would: cookie and CSRF token. */
export async function signInAs(app: Express, email: string, password: string): Promise<Client> {
  const answer = await request(app).post('/api/v1/sessions').send({ email, password });
  expect(answer.status, answer.text).toBe(201);
  const cookies = answer.get('Set-Cookie') ?? [];
  return clientOf(app, {
    Cookie: cookies.map((cookie) => cookie.split(';')[0] ?? '').join('; '),
    'X-CSRF-Token': (answer.body as { csrfToken: string }).csrfToken,
  });
}
