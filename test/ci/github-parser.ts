import { registerHooks } from 'node:module';
import type { TemplateParseResult } from '@actions/workflow-parser';

/** What GitHub itself has to say about a file, as messages; none when it takes it. */
export interface GithubParser {
  workflow(name: string, content: string): readonly string[];
  action(name: string, content: string): readonly string[];
}

export async function loadGithubParser(): Promise<GithubParser> {
  // Its modules import JSON without the attribute that Node asks for.
  registerHooks({
    load: (url, context, next) => next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser');
  const { parseAction } = await import('@actions/workflow-parser/actions/index');
  const trace = new NoOperationTraceWriter();
  return {
    workflow: (name, content) => messages(parseWorkflow({ name, content }, trace)),
    action: (name, content) => messages(parseAction({ name, content }, trace)),
  };
}

function messages({ context }: TemplateParseResult): readonly string[] {
  return context.errors.getErrors().map(({ message }) => message);
}
