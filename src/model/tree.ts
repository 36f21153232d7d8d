// The files of one machine, and what an engine on it would do for one image.
import type { EngineFamily } from './target.ts';

/** A machine's configuration files: absolute path, with `/` between its parts, to text. */
export type ConfigTree = Readonly<Record<string, string>>;

/** What stands on the machine besides files. The folders that a file's path names need no saying. */
export interface TreeSurroundings {
  /** Folders that are there although no file is in them. */
  readonly dirs?: readonly string[];
  /** Symbolic links: path to target, absolute or relative to the link's folder. */
  readonly links?: Readonly<Record<string, string>>;
}

/** Which engine reads the tree. */
export interface TreeOptions extends TreeSurroundings {
  /** `containerd@2.1.9`, `podman@5.4`, …; without a release the newest known one. */
  readonly target: string;
  /**
   * Home of the user that Podman, Buildah, skopeo or a rootless BuildKit runs as. Missing: the home
   * folder in the tree that has `.config/containers` (`.config/buildkit`), else `/root`.
   */
  readonly home?: string;
}

/** A place in one of the tree's files. Lines start at 1. */
export interface TreePlace {
  readonly path: string;
  readonly line: number;
}

/**
 * Whether the engine takes the files: `fatal`: it refuses to start or to run; `cri-missing`:
 * containerd runs, but Kubernetes finds no image service; `panic`: it crashes.
 */
export type Load = 'ok' | 'fatal' | 'cri-missing' | 'panic';

/** Why there is no pull, and where the cause is when a file has one. */
export interface PullFailure {
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** One request that the engine makes for the image's manifest. */
export interface PullAttempt {
  readonly scheme: 'http' | 'https';
  /** Always with a port. */
  readonly host: string;
  /** As it is sent, without the query. */
  readonly path: string;
  /** The value of the `ns` query parameter, which tells a mirror the registry. */
  readonly ns: string | null;
  /** Whether the engine asks this endpoint for tags, not only for digests. */
  readonly servesTags: boolean;
  /**
   * Made only when the attempt before it, the same request over HTTPS, was answered in plain HTTP
   * or, where the address has no port, was refused.
   */
  readonly fallback: boolean;
  /** What the endpoint comes from; missing for the registry that the image itself names. */
  readonly from?: TreePlace;
}

/** An entry that is in the files and is not tried for this image. */
export interface UnusedEntry extends TreePlace {
  /**
   * The entry as the file has it, without credentials and query: a URL, a location, a key, or a file's
   * path.
   */
  readonly entry: string;
  readonly reason: string;
}

/** What `explainPull` foretells. */
export interface PullPlan {
  /** The reference as the engine completes it. */
  readonly image: string;
  readonly engine: EngineFamily;
  /** The release that was reckoned with: `2.1.9`, `5.35`, or `main` for the development version. */
  readonly release: string;
  /** The target named no release, and the newest known one was taken. */
  readonly releaseAssumed: boolean;
  readonly load: Load;
  /** With `panic`: when it crashes. */
  readonly panicAt?: 'start' | 'pull';
  /** Why it does not load, or why the pull ends before the first request. */
  readonly failure?: PullFailure;
  /**
   * Every request in order, as if each were answered by 404 or refused; a pull stops at the first
   * that succeeds. The same request twice in a row counts once.
   */
  readonly attempts: readonly PullAttempt[];
  readonly unused: readonly UnusedEntry[];
}
