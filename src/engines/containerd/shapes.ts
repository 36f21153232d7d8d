// The types that containerd's configuration structs want. A value of another type keeps the daemon
// from starting (engines.md A.5, A.6, A.8).
import { fields, type Shape, type StructShape } from '../toml/shape.ts';
import type { ContainerdRules } from './versions.ts';

const STRINGS: Shape = { list: 'string' };

/** The top level of a config file. */
export function fileShape(rules: ContainerdRules): Shape {
  // go-toml 1 wants a table for each plugin; go-toml 2 keeps whatever it is for later.
  const plugin: Shape = rules.has('generation2') ? 'anything' : { struct: {} };
  return {
    struct: {
      ...fields('string', 'root state temp'),
      ...fields('integer', 'version oom_score'),
      ...fields(STRINGS, 'disabled_plugins required_plugins imports'),
      plugins: { map: plugin },
      grpc: {
        struct: {
          ...fields('string', 'address tcp_address tcp_tls_ca tcp_tls_cert tcp_tls_key'),
          ...fields('integer', 'uid gid max_recv_message_size max_send_message_size'),
        },
      },
      ttrpc: { struct: { address: 'string', ...fields('integer', 'uid gid') } },
      debug: {
        struct: { ...fields('string', 'address level format'), ...fields('integer', 'uid gid') },
      },
      metrics: { struct: { address: 'string', grpc_histogram: 'boolean' } },
      cgroup: { struct: { path: 'string' } },
      proxy_plugins: { map: { struct: fields('string', 'type address') } },
      timeouts: { map: 'string' },
      stream_processors: {
        map: {
          struct: { ...fields('string', 'returns path'), ...fields(STRINGS, 'accepts args env') },
        },
      },
    },
  };
}

const AUTH: Shape = { struct: fields('string', 'username password auth identitytoken') };
const TLS: Shape = {
  struct: { insecure_skip_verify: 'boolean', ...fields('string', 'ca_file cert_file key_file') },
};

/** The `registry` table; `tls` is gone from containerd 2 on (A.7). */
function registryShape(rules: ContainerdRules): Shape {
  const tls: StructShape = rules.has('generation2') ? {} : { tls: TLS };
  return {
    struct: {
      config_path: 'string',
      mirrors: { map: { struct: { endpoint: STRINGS } } },
      configs: { map: { struct: { auth: AUTH, ...tls } } },
      auths: { map: AUTH },
      headers: { map: STRINGS },
    },
  };
}

const RUNTIME: StructShape = {
  ...fields('string', 'runtime_type runtime_path runtime_engine runtime_root'),
  ...fields('string', 'base_runtime_spec cni_conf_dir snapshotter'),
  ...fields(STRINGS, 'pod_annotations container_annotations'),
  ...fields('boolean', 'privileged_without_host_devices'),
  cni_max_conf_num: 'integer',
  options: { map: 'anything' },
};

const CNI: Shape = {
  struct: {
    ...fields('string', 'bin_dir conf_dir conf_template ip_pref'),
    max_conf_num: 'integer',
  },
};

const RUNTIMES: StructShape = {
  default_runtime_name: 'string',
  runtimes: { map: { struct: RUNTIME } },
};

const SERVER: StructShape = {
  ...fields('string', 'stream_server_address stream_server_port stream_idle_timeout'),
  ...fields('boolean', 'disable_tcp_service enable_tls_streaming'),
  x509_key_pair_streaming: { struct: fields('string', 'tls_cert_file tls_key_file') },
};

const RUNTIME_SWITCHES: StructShape = {
  ...fields('boolean', 'enable_selinux disable_apparmor restrict_oom_score_adj disable_proc_mount'),
  ...fields('boolean', 'tolerate_missing_hugetlb_controller disable_hugetlb_controller'),
  ...fields('boolean', 'device_ownership_from_security_context ignore_image_defined_volumes'),
  ...fields('boolean', 'netns_mounts_under_state_dir enable_unprivileged_ports'),
  ...fields('boolean', 'enable_unprivileged_icmp'),
  ...fields('integer', 'selinux_category_range max_container_log_line_size'),
  unset_seccomp_profile: 'string',
  cni: CNI,
};

const PULLING: StructShape = {
  image_decryption: { struct: { key_model: 'string' } },
  ...fields('integer', 'max_concurrent_downloads stats_collect_period'),
};

/** The CRI plugin of containerd 1, all of it in one table. */
export function criShape(rules: ContainerdRules): Shape {
  const later: StructShape = rules.has('pullTimeout')
    ? {
        ...fields('string', 'image_pull_progress_timeout drain_exec_sync_io_timeout'),
        ...fields('boolean', 'enable_cdi image_pull_with_sync_fs'),
      }
    : {};
  return {
    struct: {
      registry: registryShape(rules),
      ...PULLING,
      ...SERVER,
      ...RUNTIME_SWITCHES,
      ...later,
      sandbox_image: 'string',
      ...fields('boolean', 'systemd_cgroup disable_cgroup'),
      containerd: {
        struct: {
          ...RUNTIMES,
          snapshotter: 'string',
          ...fields('boolean', 'no_pivot disable_snapshot_annotations discard_unpacked_layers'),
          ...fields({ struct: RUNTIME }, 'default_runtime untrusted_workload_runtime'),
        },
      },
    },
  };
}

/** The plugin that pulls images, from containerd 2 on. */
export function imagesShape(rules: ContainerdRules): Shape {
  return {
    struct: {
      registry: registryShape(rules),
      ...PULLING,
      ...fields('string', 'snapshotter image_pull_progress_timeout'),
      ...fields('boolean', 'disable_snapshot_annotations discard_unpacked_layers'),
      ...fields('boolean', 'image_pull_with_sync_fs'),
      ...(rules.has('transferService') && fields('boolean', 'use_local_image_pull')),
      pinned_images: { map: 'string' },
      runtime_platforms: { map: { struct: fields('string', 'platform snapshotter') } },
    },
  };
}

/** The plugin that runs containers, from containerd 2 on. */
export const runtimeShape: Shape = {
  struct: {
    ...RUNTIME_SWITCHES,
    drain_exec_sync_io_timeout: 'string',
    enable_cdi: 'boolean',
    cdi_spec_dirs: STRINGS,
    containerd: { struct: RUNTIMES },
  },
};

/** What is left of the CRI plugin from containerd 2 on. */
export const serverShape: Shape = { struct: SERVER };
