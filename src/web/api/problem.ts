import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/errors.js';
import { currentLanguage, type Language } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';

export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What went wrong, ready to be shown: an RFC 9457 document of the server, or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly code: ErrorCode | 'OFFLINE',
    readonly status: number,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }
}

export function offline(): Problem {
  return new Problem('OFFLINE', 0, uiTexts[currentLanguage()].connectionLost);
}

/** The problem a refused request carries; a proxy's page in between becomes `UNAVAILABLE`. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null || !('code' in body) || !isErrorCode(body.code)) {
    return new Problem('UNAVAILABLE', status, ERROR_CATALOGUE.UNAVAILABLE[currentLanguage()]);
  }
  const members: Record<string, unknown> = { ...body };
  const message =
    typeof members['detail'] === 'string' ? members['detail'] : ERROR_CATALOGUE[body.code][currentLanguage()];
  return new Problem(body.code, status, message, fieldProblems(members['errors']), members);
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('INTERNAL', 500, ERROR_CATALOGUE.INTERNAL[currentLanguage()]);
}

/** The catalogue's sentence, when the language was switched after the answer came. */
export function problemText(problem: Problem, language: Language): string {
  if (problem.code === 'OFFLINE') return uiTexts[language].connectionLost;
  return language === currentLanguage() && problem.message !== ''
    ? problem.message
    : ERROR_CATALOGUE[problem.code][language];
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);
}

function fieldProblems(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(
    (item: unknown): item is FieldProblem =>
      typeof item === 'object' && item !== null && 'path' in item && 'code' in item && 'message' in item,
  );
}
