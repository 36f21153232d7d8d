// The parsers of the engines, as far as models of them ask.
export { DIALECTS, type ParserName, parserOf, refusedConstructs } from '../formats/dialect.ts';
