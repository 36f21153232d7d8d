// `required_plugins = ["io.containerd.grpc.v1.kri"]`.
import { hasPlugin } from '../../../model/containerd-plugins.ts';
import { elements, isTable, nodeRange, stringOf } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isBefore, isFrom, rootOf, setting, versionOf } from '../facts.ts';

export const requiredPlugin: Rule = {
  code: 'containerd/required-plugin',
  severity: 'error',
  title: 'A required plugin is not there',
  effect:
    'Every release refuses to start without a plugin that `required_plugins` names: one that it does not have, as the names of containerd 2 are unknown to 1.x, and one that `disabled_plugins` turns off.',
  remedy: 'Write the full name of a plugin that the release has, or take it out.',
  source: 'engines.md A.3',
  blocks: true,
  bad: {
    text: 'version = 2\nrequired_plugins = ["io.containerd.grpc.v1.kri"]\n',
    target: 'containerd@2.1.9',
  },
  good: {
    text: 'version = 2\nrequired_plugins = ["io.containerd.grpc.v1.cri"]\n',
    target: 'containerd@2.1.9',
  },
  fix: 'none',
  check: (file) => {
    const list = setting(rootOf(file), 'required_plugins', file);
    if (!list || !Array.isArray(list.data)) return [];
    const off = setting(rootOf(file), 'disabled_plugins', file)?.data;
    return elements(list.node).flatMap((item) => {
      const name = stringOf(item);
      if (name === undefined) return [];
      const isOff = Array.isArray(off) && off.includes(name);
      if (!isOff && !isMissing(name, file)) return [];
      return [
        {
          range: nodeRange(item),
          message: `containerd refuses to start without ${shown(name, 'plugin')}, which ${isOff ? 'disabled_plugins turns off' : 'it does not have'}. Write the name of a plugin that is there, or take it out.`,
        },
      ];
    });
  },
};

/** Whether no release has the plugin that may be the one that reads the file. */
function isMissing(name: string, file: OpenFile): boolean {
  const proxies = setting(rootOf(file), 'proxy_plugins', file)?.data;
  const ends = isTable(proxies) ? Object.keys(proxies) : [];
  if (ends.some((end) => name === end || name.endsWith(`.${end}`))) return false;
  const version = versionOf(file) ?? 2;
  const open = !isBefore(file, [2, 2, 0]);
  const first = hasPlugin(name, { generation: 1, short: version <= 1, open: false });
  if (isBefore(file, [2, 0, 0])) return !first;
  // What containerd 2 makes of the short names of version 1 it tells itself.
  const second = version <= 1 || hasPlugin(name, { generation: 2, short: false, open });
  return isFrom(file, [2, 0, 0]) ? !second : !first && !second;
}
