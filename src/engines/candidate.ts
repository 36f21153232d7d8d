// An endpoint that an engine may ask for an image, before it is known which image.
import type { Endpoint } from './requests.ts';
import type { Origin } from './toml/data.ts';

export interface Candidate {
  readonly endpoint: Endpoint;
  /** May be asked for content by digest. */
  readonly pulls: boolean;
  /** May be asked what a tag stands for. */
  readonly resolves: boolean;
  /** Asked over HTTPS, and again over HTTP when it answers in plain HTTP. */
  readonly fallsBack: boolean;
  /** Why no request to it ever leaves, whatever the address. */
  readonly keptBack?: string;
  /** Missing for the registry itself. */
  readonly origin?: Origin;
  /** As the file has it. */
  readonly entry: string;
}

/** Why an entry is left out that says the same as the one before it: it is used all the same. */
export const SAME_REQUEST = 'the same request was made just before it';

/** Why a host is left out that its own settings keep from being pulled from. */
export const NO_PULL = 'it may not be pulled from';

/** An entry that is left out, and why. */
export interface Skipped {
  readonly entry: string;
  readonly reason: string;
  readonly origin: Origin;
}
