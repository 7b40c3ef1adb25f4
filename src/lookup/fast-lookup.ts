import type { RequestHandler } from 'express';
import type { Deps } from '../deps.js';
import { languageOf } from '../http/problem.js';
import { MinuteBudget } from './lookup-limits.js';
import { sendAnswer } from './send-answer.js';

/** A minute from one address in one process; whoever asks more goes the usual way, where other limits are. */
const PER_ADDRESS = 1_200;
const PLAIN = /^\/(400\d{7})$/;

/**
 * Answers from memory before anything else is done: a GET for ten plain digits, about the present, that this process has
 * kept. Everything else, and whoever asks too often, goes the usual way, where refusals are explained. Such answers are
 * counted in the metrics and not written to the request log, one by one.
 */
export function createFastLookup(deps: Deps): RequestHandler {
  const { answers, metrics } = deps;
  const budget = new MinuteBudget(PER_ADDRESS);
  return (request, response, next) => {
    const number = request.method === 'GET' ? PLAIN.exec(request.url)?.[1] : undefined;
    if (number === undefined) {
      next();
      return;
    }
    const asked = request.headers['accept-language'];
    const kept = answers.find(number, asked === undefined ? 'zh' : languageOf(request));
    if (kept === null || !budget.take(request.ip ?? '', performance.now())) {
      next();
      return;
    }
    metrics.keptAnswers.inc();
    sendAnswer(request, response, kept);
  };
}
