import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTestReport, summaryLine } from '../../src/cli/test-report.js';

const folder = mkdtempSync(join(tmpdir(), 'test-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(
  passed: number,
  failed: number,
  skipped: number,
  files: { status: string; tests: string[] }[],
): string {
  const file = join(folder, 'report.json');
  const testResults = files.map(({ status, tests }) => ({
    name: 'a.test.ts',
    status,
    assertionResults: tests.map((state) => ({ status: state })),
  }));
  const counts = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: 0 };
  writeFileSync(file, JSON.stringify({ ...counts, testResults }));
  return file;
}

test('counts what vitest reports', () => {
  const file = reportOf(2, 1, 0, [{ status: 'failed', tests: ['passed', 'passed', 'failed'] }]);
  expect(summaryLine(readTestReport(file, 1))).toBe('2 passed, 1 failed');
});

test('names skipped tests only when there are any', () => {
  const file = reportOf(2, 0, 3, [{ status: 'passed', tests: ['passed', 'passed'] }]);
  expect(summaryLine(readTestReport(file, 0))).toBe('2 passed, 0 failed, 3 skipped');
});

test('a file that does not load is a failure', () => {
  const file = reportOf(2, 0, 0, [
    { status: 'passed', tests: ['passed', 'passed'] },
    { status: 'failed', tests: [] },
  ]);
  expect(summaryLine(readTestReport(file, 1))).toBe('2 passed, 1 failed');
});

test('an error outside any test is a failure', () => {
  const file = reportOf(2, 0, 0, [{ status: 'passed', tests: ['passed', 'passed'] }]);
  expect(summaryLine(readTestReport(file, 1))).toBe('2 passed, 1 failed');
});

test('a run in which no test executed is a failure', () => {
  expect(summaryLine(readTestReport(reportOf(0, 0, 4, []), 0))).toBe('0 passed, 1 failed, 4 skipped');
});

test('a run without a report is a failure', () => {
  expect(summaryLine(readTestReport(join(folder, 'absent.json'), 0))).toBe('0 passed, 1 failed');
});
