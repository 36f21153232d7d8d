// What the example machines of the rules for hosts.toml have in common.

/** A config.toml that makes every release read the files below certs.d. */
export const READS_HOSTS: Readonly<Record<string, string>> = {
  '/etc/containerd/config.toml': `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
};

export const HUB_MIRROR = `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`;
