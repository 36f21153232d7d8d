// npm run bench -- [--quick] [--json FILE]
//
// Every figure is a ratio to one smol-toml.parse of the same text in the same round; the table has the
// medians of the rounds. Absolute times of a shared machine say little, ratios of one run say more.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measure } from 'mitata';
import { files } from './files.mjs';
import { jobsOn } from './jobs.mjs';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'string' } },
});
const UNIT = 'smol-toml.parse';
const ROUNDS = values.quick ? 3 : 7;
/** A job that needs longer than this once is not measured again. */
const PATIENCE_MS = 20_000;
const results = [];

for (const file of files(values.quick ? 100 * 1024 : undefined)) {
  const jobs = jobsOn(file);
  const ratios = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  const remarks = {};
  const units = [];
  for (let round = 0; round < ROUNDS; round++) {
    let unit = 0;
    for (const [name, job] of Object.entries(jobs)) {
      if (remarks[name]) continue;
      const once = attempt(job);
      if (once.error) remarks[name] = `cannot: ${once.error}`;
      else if (once.milliseconds > PATIENCE_MS) remarks[name] = 'gave up: over 20 s';
      if (remarks[name]) continue;
      const { p50 } = await measure(job, sampling(once.milliseconds));
      if (name === UNIT) {
        unit = p50;
        units.push(p50);
      }
      ratios[name].push(p50 / unit);
    }
  }
  results.push({
    file: file.name,
    bytes: Buffer.byteLength(file.text),
    parseMilliseconds: median(units) / 1e6,
    ratios: Object.fromEntries(
      Object.entries(ratios).map(([name, list]) => [name, remarks[name] ?? median(list)]),
    ),
  });
  print(results.at(-1));
}

if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

function attempt(job) {
  const start = performance.now();
  try {
    job();
    return { milliseconds: performance.now() - start };
  } catch (error) {
    return {
      error: String(error?.message ?? error)
        .split('\n')[0]
        .slice(0, 60),
    };
  }
}

/** More samples of what is quick, until the compiler has made of all jobs what it can. */
function sampling(milliseconds) {
  const slow = milliseconds > 20;
  return {
    min_samples: slow ? 3 : 20,
    max_samples: slow ? 3 : 5000,
    min_cpu_time: slow ? 1 : 300 * 1e6,
    warmup_samples: slow ? 1 : 100,
  };
}

function print({ file, bytes, parseMilliseconds, ratios }) {
  console.log(`\n${file} (${bytes} bytes; one parse ${parseMilliseconds.toFixed(2)} ms)`);
  for (const [name, ratio] of Object.entries(ratios)) {
    console.log(`  ${name.padEnd(30)} ${typeof ratio === 'number' ? ratio.toFixed(2) : ratio}`);
  }
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
