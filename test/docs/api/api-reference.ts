import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  Application,
  CommentTag,
  Converter,
  Logger,
  LogLevel,
  ReflectionKind,
  type Context,
  type DeclarationReflection,
  type TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { repositoryRoot } from '../../project/linked-project.ts';
import { publicModules, type PublicModule } from './public-modules.ts';
import { undocumented } from './undocumented.ts';
import { unnamedTypes } from './unnamed-types.ts';

export interface ApiReference {
  /** Text by path, in `docs/api/`. */
  readonly pages: Readonly<Record<string, string>>;
  /** Broken links, tags nobody knows, … */
  readonly warnings: readonly string[];
  readonly unnamedTypes: readonly string[];
  readonly undocumented: readonly string[];
}

/** The reference of every public module, made by TypeDoc from the comments in the sources. Writes nothing that stays. */
export async function makeApiReference(): Promise<ApiReference> {
  const folder = mkdtempSync(join(tmpdir(), 'opus-api-'));
  try {
    const modules = publicModules();
    const app = await Application.bootstrapWithPlugins({ ...optionsFor(folder), entryPoints: modules.map(({ source }) => source) });
    const logger = new WarningsLogger();
    app.logger = logger;
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context: Context) => {
      const names = new Map(modules.map(({ name, source }) => [nameByTypeDoc(source), name]));
      for (const module of context.project.getReflectionsByKind(ReflectionKind.Module)) module.name = names.get(module.name) ?? module.name;
    });
    app.converter.on(Converter.EVENT_RESOLVE_END, (context: Context) => {
      leaveOutRepetitions(context);
      listWhatIsThrown(context);
    });
    const project = await app.convert();
    if (project === undefined) throw new Error(`TypeDoc could not read the sources:\n${logger.warnings.join('\n')}`);
    app.validate(project);
    await app.generateOutputs(project);
    const files = globSync('**/*.md', { cwd: folder, exclude: ['README.md'] }).toSorted();
    return {
      pages: Object.fromEntries([
        ['README.md', indexPage(modules)],
        ...files.map((file) => [file, withoutDesignNotes(readFileSync(join(folder, file), 'utf8'))]),
      ]),
      warnings: logger.warnings,
      unnamedTypes: unnamedTypes(project),
      undocumented: undocumented(project),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function indexPage(modules: readonly PublicModule[]): string {
  const rows = modules.map(({ name, about }) => `| [\`@opus-codegen/${name}\`](${name.replaceAll('/', '.')}.md) | ${about} |`);
  return `# API reference

What the packages export, made from the comments in their sources by \`pnpm make-docs\`. To learn how they are used, begin with the [guides](../README.md).

| Import from | What is there |
| :-- | :-- |
${rows.join('\n')}
`;
}

class WarningsLogger extends Logger {
  readonly warnings: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.warnings.push(message);
  }
}

function optionsFor(folder: string): TypeDocOptions & PluginOptions {
  return {
    name: 'API reference',
    logLevel: 'Warn',
    tsconfig: join(import.meta.dirname, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: folder }],
    readme: 'none',
    // Compiled by `pnpm check`.
    skipErrorChecking: true,
    // Lines of sources would change the pages with every edit.
    disableSources: true,
    // The types openapi-typescript makes: they are named in index.ts, and said in operator.openapi.yaml.
    exclude: ['**/wire.ts'],
    excludeExternals: true,
    excludeProtected: true,
    excludePrivate: true,
    excludeInternal: true,
    // What lacks a comment, or a name to import, is found by `undocumented` and `unnamedTypes`.
    validation: { notDocumented: false, notExported: false, invalidLink: true, rewrittenLink: true },
    preservedTypeAnnotationTags: ['@throws'],
    sort: ['source-order'],
    groupOrder: ['Functions', 'Interfaces', 'Type Aliases', 'Classes', 'Variables', '*'],
    outputFileStrategy: 'modules',
    flattenOutputFiles: true,
    pageTitleTemplates: { module: ({ rawName }) => `@opus-codegen/${rawName}` },
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    indexFormat: 'table',
    tableColumnSettings: { hideInherited: true, hideModifiers: true, hideOverrides: true, hideDefaults: true, leftAlignHeaders: true },
  };
}

/** As TypeDoc calls an entry point: its path below what all of them share. */
function nameByTypeDoc(source: string): string {
  return relative(repositoryRoot, source)
    .replaceAll('\\', '/')
    .replace(/(\/index)?\.ts$/, '');
}

/** Comments cite design notes that are no file of the repository (CONTRIBUTING.md). */
function withoutDesignNotes(page: string): string {
  return page.replaceAll(/ \((?:operator-api|codegen|runtime|drift|house)\.md[^)]*\)/g, '');
}

/** Everything a function throws in one list, by the names of its classes: the runtime's lead to where they are told. */
function listWhatIsThrown({ project }: Context): void {
  const classes = new Set(
    project
      .getReflectionsByKind(ReflectionKind.Class)
      .filter(({ parent }) => parent?.name === 'runtime')
      .map(({ name }) => name),
  );
  const comments = Object.values(project.reflections).flatMap(({ comment }) => comment ?? []);
  for (const comment of comments) {
    const thrown = comment.getTags('@throws');
    if (thrown.length === 0) continue;
    const lines = thrown.map(({ typeAnnotation = '{Error}', content }) => {
      const name = typeAnnotation.slice(1, -1);
      const said = content.map(({ text }) => text).join('');
      const shown = classes.has(name) ? `[\`${name}\`](runtime.md#${name.toLowerCase()})` : `\`${name}\``;
      return `- ${shown}${said === '' ? '' : `: ${said.trim().replaceAll('\n', ' ')}`}`;
    });
    comment.removeTags('@throws');
    comment.blockTags.push(new CommentTag('@throws', [{ kind: 'text', text: lines.join('\n') }]));
  }
}

/** What a class has from its base is told there, once. */
function leaveOutRepetitions({ project }: Context): void {
  const inherited = project
    .getReflectionsByKind(ReflectionKind.ClassMember)
    .map((reflection) => reflection as DeclarationReflection) // members are declarations
    .filter((member) => member.inheritedFrom !== undefined);
  // A constructor without a word of its own takes what its base's takes.
  const silent = project
    .getReflectionsByKind(ReflectionKind.Constructor)
    .filter((one) => !(one as DeclarationReflection).signatures?.some((signature) => signature.hasComment()));
  for (const member of [...inherited, ...silent]) project.removeReflection(member);
}
