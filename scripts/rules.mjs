// The pages of the rules, generated from the code that the build has made.
//
//   node scripts/rules.mjs           write docs/rules
//   node scripts/rules.mjs --check   fail when docs/rules says anything else than the code
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulePages } from '../dist/operations/rule-page.js';

const folder = fileURLToPath(new URL('../docs/rules/', import.meta.url));
const pages = rulePages();

if (process.argv[2] === '--check') check();
else write();

function write() {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of pages) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function check() {
  const stale = pages.filter(({ path, text }) => {
    const file = join(folder, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const known = new Set(pages.map(({ path }) => join(folder, path)));
  const stray = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !known.has(path))
    : [];
  if (stale.length + stray.length === 0) return;
  for (const { path } of stale) console.error(`docs/rules/${path} is out of date`);
  for (const path of stray) console.error(`${path} is of no rule`);
  console.error('Run npm run docs, and commit docs/rules.');
  process.exit(1);
}
