// What `explain --json` prints.

/** What an engine would do to pull an image. */
export interface ExplainReport {
  readonly command: 'explain';
  /** The reference as the engine completes it. */
  readonly image: string;
  readonly engine: 'containerd' | 'containers-image' | 'buildkit';
  readonly release: string;
  /** Whether no release was named and the newest known one was taken. */
  readonly releaseAssumed: boolean;
  /** Whether the engine takes the files. */
  readonly load: 'ok' | 'fatal' | 'cri-missing' | 'panic';
  /** With `panic`: when it crashes. */
  readonly panicAt?: 'start' | 'pull';
  readonly failure?: FailureObject;
  /** Every request in order, as if each failed. */
  readonly attempts: readonly AttemptObject[];
  /** What is in the files and is not tried for this image. */
  readonly unused: readonly UnusedObject[];
}

export interface PlaceObject {
  readonly path: string;
  /** @minimum 1 */
  readonly line: number;
}

export interface FailureObject {
  readonly message: string;
  readonly path?: string;
  /** @minimum 1 */
  readonly line?: number;
}

export interface AttemptObject {
  readonly scheme: 'http' | 'https';
  /** Always with a port. */
  readonly host: string;
  readonly path: string;
  /** The value of the `ns` query parameter. */
  readonly ns: string | null;
  readonly servesTags: boolean;
  /** Whether it is made only when the one before was answered in plain HTTP. */
  readonly fallback: boolean;
  /** Missing for the registry itself. */
  readonly from?: PlaceObject;
}

export interface UnusedObject extends PlaceObject {
  readonly entry: string;
  readonly reason: string;
}
