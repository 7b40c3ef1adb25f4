/** Content-addressed bytes that are already encrypted. Ids are lower-case hex SHA-256. */
export interface FileStore {
  /** Durable when it resolves; writing the same id twice is harmless. @throws DomainError STORAGE_FULL */
  put(id: string, bytes: Buffer): Promise<void>;
  /** @throws Error when absent */
  get(id: string): Promise<Buffer>;
  delete(id: string): Promise<void>;
  has(id: string): Promise<boolean>;
  /** Writes and deletes a probe: for /readyz. */
  check(): Promise<void>;
}
