/**
 * What would be published: built, packed and looked at as tarballs, then installed by npm and by pnpm into projects outside the checkout, where it
 * generates, compiles and runs on the oldest, the usual and the newest Node.js. No registry is asked but one on this machine.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, type Problem } from '@arethetypeswrong/core';
import { problemAffectsResolutionKind } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { nodeLines } from '../nodes/nodes.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { runPnpm } from './command.ts';
import { packAll, publishedFolders, type PackedPackage } from './packed-packages.ts';
import { startRegistry, type Registry } from './registry.ts';
import { createScratchProject, withDependencies, type ScratchProject } from './scratch-project.ts';
import { targetsOf } from './manifest-targets.ts';
import { thirdPartyPackages } from './third-party.ts';

// Installing, compiling and running: seconds on a machine of its own, much more beside other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const require = createRequire(import.meta.url);
const typescript7 = { version: '7', tsc: join(repositoryRoot, 'node_modules/typescript/bin/tsc') };
const typescript59 = { version: '5.9', tsc: require.resolve('ts59/bin/tsc') };
const nodes = nodeLines();
const [oldestNode] = nodes;
const usualNode = nodes.find(({ line }) => line === '24');
if (oldestNode === undefined || usualNode === undefined) throw new Error('Node.js 24, a dependency of this repository, is not installed');

const jest = [
  '--experimental-vm-modules',
  require.resolve('jest/bin/jest'),
  '--rootDir',
  '.',
  '--watchman=false',
  '--testTimeout=60000',
  '--testMatch',
];
const testRunners = [
  {
    runner: 'vitest',
    args: [join(repositoryRoot, 'node_modules/vitest/vitest.mjs'), 'run', '--globals', '--test-timeout=60000', 'runners/kit.test.mjs'],
    node: usualNode,
    passed: /Tests +1 passed/,
  },
  { runner: 'jest, as ES modules', args: [...jest, '**/kit.test.mjs'], node: usualNode, passed: /^Tests: +1 passed/m },
  // Needs Node.js 24.9, or a transform of the packages.
  { runner: 'jest, required from CommonJS', args: [...jest, '**/kit.test.cjs'], node: usualNode, passed: /^Tests: +1 passed/m },
  { runner: 'node:test, on the oldest Node.js', args: ['--test', 'runners/kit.node.mjs'], node: oldestNode, passed: /pass 1\b/ },
];

const tarballs = mkdtempSync(join(tmpdir(), 'opus-tarballs-'));
let packed: readonly PackedPackage[];
let registry: Registry;

beforeAll(async () => {
  packed = await packAll(tarballs);
  registry = await startRegistry([...packed, ...(await thirdPartyPackages(packed, ['@types/node']))]);
});

afterAll(async () => {
  await registry[Symbol.asyncDispose]();
  rmSync(tarballs, { recursive: true, force: true });
});

describe.each(publishedFolders)('the tarball of %s', (folder) => {
  let tarball: PackedPackage;
  beforeAll(() => {
    tarball = packed.find((candidate) => candidate.folder === folder) ?? expect.fail(`${folder} was not packed`);
  });

  test('holds what was built, README, changelog and licence, and nothing else', () => {
    const built = /^dist\/.+\.(?:js|d\.ts)$|^bin\/[\w-]+\.mjs$/;
    const others = tarball.files.filter((file) => !built.test(file));
    const documents: Readonly<Record<string, string>> = {
      'packages/operator-api': 'operator.openapi.yaml',
      generator: 'json-report.schema.json',
    };
    const own = documents[folder] === undefined ? [] : [documents[folder]];
    expect(others).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', ...own, 'package.json'].toSorted());
    expect(tarball.files.filter((file) => /\.test\.|testing\/|fixtures?\/|golden\/|snap/.test(file))).toEqual([]);
    expect(tarball.read('LICENSE')).toBe(readFileSync(join(repositoryRoot, 'LICENSE'), 'utf8'));
    expect(tarball.read('README.md')).toMatch(new RegExp(`^# ${tarball.name}\n`));
  });

  test('has a manifest that is ready for provenance and leads only to what is in it', () => {
    expect(tarball.manifest).toMatchObject({
      version: versionOf(packed),
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=22.12' },
      repository: { type: 'git', url: 'git+https://github.com/opus-codegen/opus-codegen.git', directory: folder },
      publishConfig: { access: 'public', provenance: true },
    });
    const { exports, imports, bin } = tarball.manifest;
    expect([...targetsOf(exports), ...targetsOf(imports), ...targetsOf(bin)].filter((file) => !tarball.files.includes(file))).toEqual([]);
    expect(JSON.stringify([tarball.manifest.dependencies, exports, imports, bin])).not.toMatch(
      /workspace:|opus-source|src\/|declarations\//,
    );
  });

  test('mentions no source map, and no file of the checkout', () => {
    const texts = tarball.files.map((file) => `${file}: ${tarball.read(file)}`);
    expect(texts.filter((text) => /sourceMappingURL|opus-source/.test(text) || text.includes(repositoryRoot))).toEqual([]);
  });

  test('is what publint wants', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.tarball.buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, tarball.manifest, { color: false }))).toEqual([]);
  });

  test('has types that arethetypeswrong finds right, from ES modules and from bundlers', async () => {
    expect(await typeProblems(tarball)).toEqual([]);
  });
});

/** All five are published together, under one version. */
function versionOf([first]: readonly PackedPackage[]): string {
  return first?.manifest.version ?? 'nothing was packed';
}

/** The TypeScript blocks of the two READMEs that users begin with, to be compiled beside the project's own code. */
function readmeExamples(all: readonly PackedPackage[]): Readonly<Record<string, string>> {
  const texts = all.filter(({ folder }) => folder === 'runtime' || folder === 'generator').map(({ read }) => read('README.md'));
  const blocks = texts.flatMap((text) => [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? ''));
  if (blocks.length < 2) throw new Error('the READMEs lost their examples');
  return Object.fromEntries(blocks.map((block, index) => [`src/readme-${index}.ts`, block]));
}

/** As its profile `esm-only` sees them: `require` has tests of its own below, and resolution as of Node 10 knows no `exports`. */
async function typeProblems({ unpacked }: PackedPackage): Promise<readonly Problem[]> {
  const analysis = await checkPackage(unpacked, { excludeEntrypoints: ['./operator.openapi.yaml'] });
  if (!('problems' in analysis)) throw new Error(`${unpacked.packageName} has no types`);
  const kinds = ['node16-esm', 'bundler'] as const;
  return analysis.problems.filter((problem) => kinds.some((kind) => problemAffectsResolutionKind(problem, kind, analysis)));
}

describe.each([
  {
    installer: 'npm',
    generateOn: nodes,
    compilers: [typescript7, typescript59],
    runners: testRunners,
    otherCommands: [
      ['list'],
      ['diff'],
      ['rules'],
      ['explain', 'type-changed'],
      ['export'],
      ['check', '--impact'],
      ['generate', '--frozen'],
      ['doctor'],
      ['init', '--dry-run'],
      ['remove', 'invoice', '--dry-run'],
      ['complete', 'bash', '--', 'remove', ''],
      ['run', 'invoice', '--batch', 'rows.csv', '--out', 'results.jsonl'],
    ],
    // Refuses what says that it does not run on this Node.js: ours, and all that it stands on.
    install: ({ folder, run }: ScratchProject) =>
      run('npm', ['install', '--engine-strict', '--no-audit', '--no-fund', '--cache', join(folder, '.cache')], oldestNode),
  },
  {
    installer: 'pnpm',
    generateOn: [oldestNode],
    compilers: [typescript7],
    runners: [],
    otherCommands: [['check', '--offline']],
    install: ({ folder }: ScratchProject) =>
      runPnpm(folder, [
        'install',
        '--engine-strict',
        '--store-dir',
        join(folder, '.store'),
        `--config.cache-dir=${join(folder, '.cache')}`,
      ]),
  },
])('a project that $installer installed the tarballs into', ({ installer, install, generateOn, compilers, runners, otherCommands }) => {
  let project: ScratchProject;
  beforeAll(async () => {
    project = createScratchProject(installer, {
      ...withDependencies({
        '@opus-codegen/generator': versionOf(packed),
        '@opus-codegen/local-operator': versionOf(packed),
        '@opus-codegen/runtime': versionOf(packed),
        '@types/node': '^24.0.0',
      }),
      ...readmeExamples(packed),
      '.npmrc': `registry=${registry.url}\n`,
    });
    await install(project);
    await project.startOperator(oldestNode);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  test('generates, alike on every Node.js', async () => {
    const trees: string[] = [];
    for (const node of generateOn) {
      rmSync(join(project.folder, 'src/opus'), { recursive: true, force: true });
      await project.run('opus-codegen', ['generate'], node);
      trees.push(readFileSync(join(project.folder, 'src/opus/invoice.ts'), 'utf8'));
    }
    expect(new Set(trees).size).toBe(1);
    expect(trees[0]).toContain('@opus-codegen/runtime/codegen-v1');
    expect((await project.run('opus-codegen', ['check'], oldestNode)).stdout).toContain('1 of 1 verified');
  });

  test('has the other commands of opus-codegen too', async () => {
    for (const args of otherCommands) await project.run('opus-codegen', args, oldestNode);
    expect((await project.run('opus-codegen', ['--version'], oldestNode)).stdout.trim()).toBe(versionOf(packed));
  });

  test('serves what was generated, without the network', async () => {
    const script = '@opus-codegen/generator/bin/opus-codegen.mjs';
    const line = await project.firstLine(script, ['serve', '--port', '0', '--format', 'json', '--quiet'], oldestNode);
    expect(JSON.parse(line)).toMatchObject({ command: 'serve', workflows: [{ key: 'invoice', workflowId: 'B9uGJfZ3CFwOdMKH' }] });
  });

  test('can load every module there is, on the oldest Node.js', async () => {
    const { stdout } = await project.run('node', ['load-all.js'], oldestNode);
    expect(Number(stdout)).toBeGreaterThan(150);
  });

  test.each(compilers)('compiles strictly with TypeScript $version, libraries included', async ({ tsc }) => {
    cpSync(join(project.folder, 'src/opus'), join(project.folder, 'commonjs/opus'), { recursive: true });
    expect((await project.run(process.execPath, [tsc, '-p', '.'])).output).toBe('');
    expect((await project.run(process.execPath, [tsc, '-p', 'commonjs'])).output).toBe('');
    // Says to Node what kind of modules stand there; not by the tests below, which run side by side and would read it half written.
    cpSync(join(project.folder, 'commonjs/package.json'), join(project.folder, 'out/commonjs/package.json'));
  });

  test.concurrent.each(nodes)('runs a typed job on Node $version', async (node) => {
    const { stdout } = await project.run('node', ['out/src/main.js'], node);
    expect(JSON.parse(stdout)).toEqual({ node: node.version, statuses: ['COMPLETED', 'COMPLETED'], total: 'number', distinctJobs: true });
  });

  test.concurrent.each(runners)('tests with the kit in $runner', async ({ args, node, passed }) => {
    expect((await project.run('node', args, node)).output).toMatch(passed);
  });

  test.concurrent.each(nodes)('is required from CommonJS on Node $version', async (node) => {
    expect(readFileSync(join(project.folder, 'out/commonjs/main.js'), 'utf8')).toContain('require("@opus-codegen/runtime")');
    const { stdout } = await project.run('node', ['out/commonjs/main.js'], node);
    expect(JSON.parse(stdout)).toEqual({ status: 'COMPLETED', total: 'number' });
  });
});

const link = (folder: string): string => `link:${join(repositoryRoot, folder)}`;

test('a pnpm workspace that links this checkout generates, compiles and runs, without a build', async () => {
  await using project = createScratchProject('linked', {
    ...withDependencies({
      '@opus-codegen/generator': link('generator'),
      '@opus-codegen/local-operator': link('packages/local-operator'),
      '@opus-codegen/runtime': link('runtime'),
      '@types/node': link('node_modules/@types/node'),
    }),
    'pnpm-workspace.yaml': 'packages: [.]\n',
  });
  await runPnpm(project.folder, ['install', '--offline']);
  await project.startOperator(usualNode);
  await project.run('opus-codegen', ['generate'], usualNode);
  // A checkout's declarations are those of every module, internal ones too: they are checked here, under the checkout's own settings.
  await project.run(process.execPath, [typescript7.tsc, '-p', '.', '--skipLibCheck']);
  const { stdout } = await project.run('node', ['out/src/main.js'], usualNode);
  expect(JSON.parse(stdout)).toMatchObject({ statuses: ['COMPLETED', 'COMPLETED'], total: 'number' });
});
