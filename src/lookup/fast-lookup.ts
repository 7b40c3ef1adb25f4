import type { RequestHandler } from 'express';
import type { Deps } from '../deps.js';
import { languageOf } from '../http/problem.js';
import { sendAnswer } from './send-answer.js';

const PLAIN = /^\/(400\d{7})$/;

/**
 * Answers from memory before anything else is done: a GET for ten plain digits, about the present, that this process has
 * kept. Everything else, and whoever asks too often, goes the usual way, where refusals are explained. Such answers are
 * counted in the metrics and not written to the request log, one by one.
 */
export function createFastLookup(deps: Deps): RequestHandler {
  const { answers, metrics } = deps;
  return (request, response, next) => {
    const number = request.method === 'GET' ? PLAIN.exec(request.url)?.[1] : undefined;
    if (number === undefined) {
      next();
      return;
    }
    const asked = request.headers['accept-language'];
    const kept = answers.find(number, asked === undefined ? 'zh' : languageOf(request));
    if (kept === null) {
      next();
      return;
    }
    metrics.keptAnswers.inc();
    sendAnswer(request, response, kept);
  };
}
