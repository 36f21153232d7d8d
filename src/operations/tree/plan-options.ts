// How to plan for a tree.
import type { TreeOptions } from '../../model/tree.ts';

export interface PlanOptions extends TreeOptions {
  /**
   * How containerd's mirrors are written where nothing is set yet: `hosts` (the default) sets
   * `config_path` and writes hosts.toml files, `mirrors` writes `registry.mirrors`.
   */
  readonly style?: 'hosts' | 'mirrors';
}
