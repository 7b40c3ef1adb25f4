/** A set-up that cannot go on; the message is written for the person at the console and needs no stack trace. */
export class ProvisionError extends Error {}

/** The exact command for people with Docker, named wherever the embedded services cannot be had. The key is made once. */
export const COMPOSE_COMMAND =
  'test -f .env || echo "MASTER_KEY=$(openssl rand -base64 32)" > .env; docker compose up --build';

/** One message that lists what was tried for a service, and the alternative. */
export function nothingWorked(service: string, variable: string, tried: readonly string[]): ProvisionError {
  return new ProvisionError(
    [
      `无法提供 ${service}。已尝试 / ${service} could not be provided. Tried:`,
      ...tried.map((attempt) => `  - ${attempt}`),
      `请设置 ${variable}，或用 Docker 运行 / Set ${variable}, or run with Docker:`,
      `  ${COMPOSE_COMMAND}`,
    ].join('\n'),
  );
}
