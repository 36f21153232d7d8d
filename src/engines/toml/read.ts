// Reads a whole text as one engine's parser does.
import type { ParserName } from '../dialect.ts';
import { buildBurntSushi } from './burntsushi.ts';
import type { TableData } from './data.ts';
import { buildGoToml1 } from './go-toml-1.ts';
import { buildGoToml2 } from './go-toml-2.ts';
import { type Fault, readStatements, type Statements } from './statements.ts';

export interface ReadToml {
  readonly root: TableData;
  readonly statements: Statements;
}

/** The text's data, or why the parser refuses it. Never throws. */
export function readToml(text: string, path: string, parser: ParserName): ReadToml | Fault {
  const statements = readStatements(text, parser);
  if ('message' in statements) return statements;
  const root = BUILDERS[parser](statements, path);
  return 'message' in root ? root : { root, statements };
}

type Build = (statements: Statements, path: string) => TableData | Fault;

const BUILDERS: Readonly<Record<ParserName, Build>> = {
  'go-toml 1.9': buildGoToml1,
  'go-toml 2.0': (statements, path) => buildGoToml2(statements, path, false),
  'go-toml 2.4': (statements, path) => buildGoToml2(statements, path, true),
  'BurntSushi 1.0': buildBurntSushi,
  'BurntSushi 1.3': buildBurntSushi,
  'BurntSushi 1.6': buildBurntSushi,
};
