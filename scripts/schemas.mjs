// The JSON Schemas, generated from the wire types in src/schema.
//
//   node scripts/schemas.mjs           write them to fixtures/contracts/schemas
//   node scripts/schemas.mjs --check   fail when the committed ones differ from what the types say
//   node scripts/schemas.mjs --dist    copy the committed ones into dist/schemas, to be published
//
// One line per schema. A published schema keeps its name.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-json-schema';

const SCHEMAS = [
  { name: 'mirrors-file', source: 'src/schema/mirrors-file.ts', type: 'MirrorsFile' },
  { name: 'plan', source: 'src/schema/plan-report.ts', type: 'PlanReport' },
  { name: 'list', source: 'src/schema/list-report.ts', type: 'ListReport' },
  { name: 'convert', source: 'src/schema/convert-report.ts', type: 'ConvertReport' },
  { name: 'lint', source: 'src/schema/lint-report.ts', type: 'LintReport' },
  { name: 'explain', source: 'src/schema/explain-report.ts', type: 'ExplainReport' },
  { name: 'tree', source: 'src/schema/tree-report.ts', type: 'TreeReport' },
  { name: 'error', source: 'src/schema/error-report.ts', type: 'ErrorReport' },
  // The engines' own files: they let unknown keys pass.
  {
    name: 'containerd',
    source: 'src/schema/containerd-config.ts',
    type: 'ContainerdConfig',
    open: true,
  },
  { name: 'hosts', source: 'src/schema/hosts-file.ts', type: 'HostsFile', open: true },
  {
    name: 'registries',
    source: 'src/schema/registries-conf.ts',
    type: 'RegistriesConf',
    open: true,
  },
  {
    name: 'buildkitd',
    source: 'src/schema/buildkitd-config.ts',
    type: 'BuildkitdConfig',
    open: true,
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = `${root}fixtures/contracts/schemas/`;
const published = `${root}dist/schemas/`;
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const [major] = version.split('.');

const mode = process.argv[2] ?? '--write';
const modes = { '--write': write, '--check': check, '--dist': copy };
if (!Object.hasOwn(modes, mode)) fail(`${mode} is not one of ${Object.keys(modes).join(', ')}`);
modes[mode]();

function write() {
  mkdirSync(committed, { recursive: true });
  for (const schema of SCHEMAS) writeFileSync(`${committed}${schema.name}.json`, generate(schema));
}

function check() {
  for (const schema of SCHEMAS) {
    const path = `${committed}${schema.name}.json`;
    if (!existsSync(path)) fail(`${path} is missing: npm run schema`);
    if (readFileSync(path, 'utf8') !== generate(schema))
      fail(`${path} is out of date: npm run schema`);
  }
  const names = SCHEMAS.map(({ name }) => `${name}.json`);
  const stray = readdirSync(committed).filter((name) => !names.includes(name));
  if (stray.length > 0) fail(`${committed} has files that no type makes: ${stray.join(', ')}`);
}

function copy() {
  mkdirSync(published, { recursive: true });
  for (const { name } of SCHEMAS)
    copyFileSync(`${committed}${name}.json`, `${published}${name}.json`);
}

/** The schema's text. No tsconfig is read: with one, absolute paths get into definition names. */
function generate({ name, source, type, open = false }) {
  if (!existsSync(root + source)) fail(`${source} is missing`);
  const program = ts.getProgramFromFiles(
    [source],
    {
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
    },
    root,
  );
  const schema = ts.generateSchema(program, type, {
    required: true,
    noExtraProps: !open,
    strictNullChecks: true,
    defaultNumberType: 'integer',
  });
  if (schema === null) fail(`${source}: no schema for ${type}`);
  for (const definition of Object.keys(schema.definitions ?? {}))
    refuseUnstable(definition, source);
  const { $schema, ...body } = schema;
  const $id = `https://unpkg.com/mirrorconf@${major}/dist/schemas/${name}.json`;
  return `${JSON.stringify({ $schema, $id, ...body }, unwrapped, 2)}\n`;
}

/** Descriptions are paragraphs: the line breaks of the source comment are none of the reader's. */
function unwrapped(key, value) {
  if (key !== 'description' || typeof value !== 'string') return value;
  return value.replace(/([^\n])\n(?![\n-])/g, '$1 ');
}

/** The generator loses what a mapped type maps to, and names some types after where they stand. */
function refuseUnstable(definition, source) {
  if (/^[A-Z]\w*$/i.test(definition)) return;
  const advice = 'declare an interface, with an index signature in place of Record';
  fail(`${source}: the type ${definition} has no stable name: ${advice}`);
}

function fail(message) {
  console.error(`schemas: ${message}`);
  process.exit(1);
}
