// Compares what explainPull foretells with one measured pull (shared/observations/README.md). Knows
// how a measurement stops at the first success, and what a client does after each kind of answer.
import type { PullAttempt, PullPlan } from '../../src/model/tree.ts';

export interface MeasuredAttempt {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly ns: string | null;
  readonly result: string;
}

/** The fields of an observation that the comparison needs. */
export interface Observation {
  readonly id: string;
  readonly topic: string;
  readonly engine: 'containerd' | 'containers-image' | 'buildkit';
  readonly release: string;
  readonly library?: string;
  readonly files: Readonly<Record<string, string>>;
  readonly dirs?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  readonly image: string;
  readonly load: string;
  readonly panicAt?: string;
  readonly attempts: readonly MeasuredAttempt[];
  /** Requests that were formed and could not leave: a strange scheme, or no host. */
  readonly notContacted: readonly unknown[];
  readonly servedBy: number | null;
}

/** The target that a line's release stands for. */
export function targetOf(line: Observation): string {
  if (line.engine === 'buildkit') return 'buildkit@main';
  if (line.engine === 'containers-image')
    return `containers-image@${/[0-9.]+$/.exec(line.library ?? '')?.[0]}`;
  return line.release.startsWith('main') ? 'containerd@main' : `containerd@${line.release}`;
}

/** What is different; `undefined` when the plan foretells the measurement. */
export function difference(line: Observation, plan: PullPlan): string | undefined {
  if (plan.load !== line.load) return `load: foretold ${plan.load}, measured ${line.load}`;
  if (line.load === 'panic' && plan.panicAt !== (line.panicAt ?? 'start')) {
    return `panicAt: foretold ${plan.panicAt}, measured ${line.panicAt ?? 'start'}`;
  }
  const unable = plan.unused.filter(({ reason }) =>
    /^no request leaves: (?:the scheme|it names no host)/.test(reason),
  );
  if (unable.length !== line.notContacted.length) {
    return `not contacted: foretold ${unable.length}, measured ${line.notContacted.length}`;
  }
  const expected = replay(plan.attempts, line);
  const foretold = expected.map(show);
  const measured = line.attempts.map(show);
  if (foretold.join('\n') === measured.join('\n')) return undefined;
  return `foretold:\n  ${foretold.join('\n  ')}\nmeasured:\n  ${measured.join('\n  ')}`;
}

/** The foretold attempts that a client makes when they are answered as they were measured. */
function replay(attempts: readonly PullAttempt[], line: Observation): readonly Shown[] {
  const made: Shown[] = [];
  const fellBack = new Set<string>();
  let manifestsFailed = true;
  for (const attempt of attempts) {
    if (!manifestsFailed) break;
    const before = line.attempts[made.length - 1];
    if (attempt.fallback) {
      const http =
        before &&
        (before.result === 'http response to https' ||
          failsPing(line, before) ||
          refusedWithoutPort(before, attempt));
      if (!http) continue;
      fellBack.add(attempt.host);
    } else if (fellBack.has(attempt.host) && attempt.scheme === 'https') continue;
    const measured = line.attempts[made.length];
    const ping =
      line.engine === 'containers-image' && measured !== undefined && measured.path === '/v2/';
    made.push({ ...attempt, path: ping ? '/v2/' : attempt.path });
    if (line.servedBy !== null && made.length - 1 >= line.servedBy) manifestsFailed = false;
  }
  return made;
}

/** containers-image tries HTTP after any failure of its first request over HTTPS. */
function failsPing(line: Observation, before: MeasuredAttempt): boolean {
  return line.engine === 'containers-image' && before.path === '/v2/';
}

function refusedWithoutPort(before: MeasuredAttempt, attempt: PullAttempt): boolean {
  return (
    before.result === 'connection refused' &&
    before.host.endsWith(':443') &&
    attempt.host.endsWith(':80')
  );
}

interface Shown {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly ns: string | null;
}

function show(attempt: Shown): string {
  return `${attempt.scheme}://${attempt.host}${attempt.path} ns=${attempt.ns}`;
}
