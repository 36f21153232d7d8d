// `mirrorconf explain`
import { explainPull, type PullAttempt, type PullPlan } from '../../index.ts';
import type { ExplainReport } from '../../schema/explain-report.ts';
import { type Colors, colorsFor } from '../colors.ts';
import type { Declaration } from '../context.ts';
import { jsonOption } from '../flags.ts';
import { shown } from '../redact.ts';
import { jsonText } from '../reports.ts';
import { readMachine, type TreeFlags, takeMachine } from '../tree/flags.ts';

type ExplainFlags = TreeFlags & { readonly json?: true };

export const declareExplain: Declaration = (command, { host, action }) => {
  command
    .summary('tell what a pull would ask, and whom')
    .description(
      'Tell what an engine would do with the files of this machine to pull an image: every request in order, and the line it comes from. Nothing is asked; the files are read and nothing else.',
    )
    .argument('<IMAGE>', 'the image, such as docker.io/library/alpine:3');
  takeMachine(command);
  command.addOption(jsonOption());
  command.addHelpText(
    'after',
    `
Examples:
  mirrorconf explain alpine --target containerd@2.1.9
  mirrorconf explain registry.k8s.io/pause:3.10 --target podman --root /mnt/node`,
  );
  command.action(
    action(async (image: string, flags: ExplainFlags) => {
      const { tree, options } = await readMachine(flags, host);
      const plan = explainPull(tree.files, image, options);
      const text = flags.json
        ? jsonText(explainReport(plan))
        : planText(plan, colorsFor(host.stdout, host));
      await host.stdout.write(text);
      return plan.load === 'ok' && !plan.failure ? 0 : 1;
    }),
  );
};

function explainReport(plan: PullPlan): ExplainReport {
  return { command: 'explain', ...plan };
}

function planText(plan: PullPlan, colors: Colors): string {
  const release = plan.releaseAssumed ? `${plan.release}, assumed` : plan.release;
  const lines = [`${colors.bold(shown(plan.image))} on ${plan.engine} (${release})`];
  if (plan.failure) {
    const { path, line, message } = plan.failure;
    const where = path === undefined ? '' : `${path}:${line ?? 1}: `;
    const state = plan.load === 'ok' ? 'the pull fails' : plan.load;
    lines.push(`${colors.red(`${state}:`)} ${shown(`${where}${message}`)}`);
  }
  plan.attempts.forEach((attempt, at) => {
    lines.push(`${String(at + 1).padStart(3)}. ${attemptText(attempt, colors)}`);
  });
  if (plan.unused.length > 0) lines.push('not used:');
  for (const { entry, path, line, reason } of plan.unused) {
    lines.push(shown(`  ${path}:${line}: ${entry}: ${reason}`));
  }
  return `${lines.join('\n')}\n`;
}

function attemptText(attempt: PullAttempt, colors: Colors): string {
  const { scheme, host, path, ns, from, servesTags, fallback } = attempt;
  const query = ns === null ? '' : `?ns=${encodeURIComponent(ns)}`;
  const place = from ? `${from.path}:${from.line}` : 'the registry itself';
  const notes = [
    ...(servesTags ? [] : ['digests only']),
    ...(fallback ? ['only if HTTPS is answered in plain HTTP'] : []),
  ];
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `${shown(`${scheme}://${host}${path}${query}`)}${note}  ${colors.dim(shown(place))}`;
}
