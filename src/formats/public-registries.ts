// The public registries that most files have mirrors for.

const PUBLIC: ReadonlySet<string> = new Set([
  'docker.io',
  'ghcr.io',
  'quay.io',
  'gcr.io',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
]);

/** Whether the host is one of them: its certificate is public, and no image is written with its port. */
export function isPublicRegistry(host: string): boolean {
  return PUBLIC.has(host);
}
