import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RegistryPackage } from './third-party.ts';

/** A package registry on this machine, with these packages and no others. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
}

/** `GET /name` tells the versions, `GET /-/name/version.tgz` gives one: all that npm and pnpm ask for to install. */
export async function startRegistry(packages: readonly RegistryPackage[]): Promise<Registry> {
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname).slice(1);
    const file = packages.find((candidate) => path === tarballPath(candidate));
    const versions = packages.filter(({ manifest }) => manifest.name === path);
    if (file !== undefined) return response.end(file.tarball);
    if (versions.length > 0) {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(packument(path, versions, registry.url)));
    }
    response.statusCode = 404;
    return response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry: Registry = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, // listening on a port, not on a pipe
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return registry;
}

function packument(name: string, versions: readonly RegistryPackage[], registryUrl: string): object {
  return {
    name,
    'dist-tags': { latest: versions.map(({ manifest }) => manifest.version).toSorted()[0] },
    versions: Object.fromEntries(
      versions.map((version) => {
        const { manifest, tarball } = version;
        const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
        return [manifest.version, { ...manifest, dist: { tarball: registryUrl + tarballPath(version), integrity } }];
      }),
    ),
  };
}

function tarballPath({ manifest }: RegistryPackage): string {
  return `-/${manifest.name}/${manifest.version}.tgz`;
}
