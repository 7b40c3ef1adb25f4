import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface TestReport extends TestCounts {
  /** What failed without being a failed test, one line each. */
  readonly faults: readonly string[];
}

/** What is used of vitest's JSON report. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/**
 * Counts a run so that nothing can fail silently: a file that does not load, an error outside any test, and a run in
 * which no test was executed each count as one failure.
 * @param exitCode vitest's own
 */
export function readTestReport(file: string, exitCode: number): TestReport {
  const report = read(file);
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, faults: ['vitest wrote no report'] };
  const faults = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed))
    .map(({ name }) => `failed outside its tests: ${name}`);
  if (report.numPassedTests + report.numFailedTests === 0) faults.push('no test was executed');
  if (exitCode !== 0 && report.numFailedTests + faults.length === 0) faults.push(`vitest ended with code ${exitCode}`);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + faults.length,
    skipped: report.numPendingTests + report.numTodoTests,
    faults,
  };
}

/** The line that ends a run: `N passed, N failed`, and `, N skipped` when there are any. */
export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function isFailed({ status }: { status: string }): boolean {
  return status === 'failed';
}

function read(file: string): z.output<typeof reportSchema> | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
