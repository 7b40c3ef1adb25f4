import { examine } from '../platform/provision/examine.js';
import { COMPOSE_COMMAND } from '../platform/provision/provision-error.js';

/** `npm run doctor`: what `npm start` and `npm test` need, a line each; exit code 1 only when `npm start` cannot work. */
const { embedded, findings } = await examine(process.env);
if (!embedded) {
  console.log(
    `本系统没有内置服务，请用 Docker 运行 / no embedded services on ${process.platform}-${process.arch}, run: ${COMPOSE_COMMAND}`,
  );
}
const width = Math.max(...findings.map(({ subject }) => subject.length));
for (const { state, subject, detail } of findings) {
  console.log(`${state.padEnd(7)}  ${subject.padEnd(width)}  ${detail}`);
}
const fatal = findings.filter(({ state }) => state === 'missing');
console.log(
  fatal.length === 0
    ? '可以运行 npm start / npm start can work'
    : `npm start 无法运行，缺少 / npm start cannot work, missing: ${fatal.map(({ subject }) => subject).join(', ')}`,
);
process.exitCode = fatal.length === 0 ? 0 : 1;
