// Findings as JUnit XML: a suite for each file, a failed case for each finding.
import { countFindings, type FileFindings } from './findings.ts';

export function junitReport(files: readonly FileFindings[]): string {
  const failures = files.reduce((sum, file) => sum + failed(file), 0);
  const tests = files.reduce((sum, { diagnostics }) => sum + Math.max(1, diagnostics.length), 0);
  const suites = files.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mirrorconf" tests="${tests}" failures="${failures}" errors="0">\n${suites}</testsuites>\n`;
}

function suite(file: FileFindings): string {
  const { name, diagnostics } = file;
  const cases = diagnostics.map(({ code, severity, message, line, column }) => {
    const place = `${name}:${line}:${column}`;
    const open = `    <testcase name="${xml(`${code} at line ${line}, column ${column}`)}" classname="${xml(name)}">`;
    const body = xml(`${place}: ${severity}: ${message}`);
    // A note is no failure: it is in the report as the output of a case that passed.
    return severity === 'info'
      ? `${open}<system-out>${body}</system-out></testcase>\n`
      : `${open}<failure type="${xml(severity)}" message="${xml(message)}">${body}</failure></testcase>\n`;
  });
  const none = `    <testcase name="no findings" classname="${xml(name)}"/>\n`;
  const tests = Math.max(1, diagnostics.length);
  return `  <testsuite name="${xml(name)}" tests="${tests}" failures="${failed(file)}" errors="0">\n${cases.join('') || none}  </testsuite>\n`;
}

function failed(file: FileFindings): number {
  const { error, warning } = countFindings([file]);
  return error + warning;
}

/** Characters that XML cannot have at all are replaced, the others escaped. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
