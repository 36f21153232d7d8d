// A mirror's description says where its requests go, and says it again when it is asked for.
import { describe, expect, test } from 'vitest';
import { type Endpoint, endpointMirror, mirrorEndpoint } from '../../src/model/endpoint.ts';

const ROOTS = ['/v2', '/v2/proxy', '/v2/v2', '/v2/v2/proxy', '/v2x', '/api/docker', '/proxy/v2'];

describe('a description', () => {
  test.each(ROOTS)('of the API root %s leads back to it', (root) => {
    const endpoint: Endpoint = { scheme: 'https', host: 'm.example', root };
    expect(mirrorEndpoint(endpointMirror(endpoint))).toEqual(endpoint);
  });
});
