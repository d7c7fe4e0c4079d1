import { readPage, type Block } from '../pages/page.ts';
import { shellCommands } from '../pages/shell.ts';
import { openStage, type Stage, type StageOptions, type Typed } from './stage.ts';

/** A page that is walked: its files are written, its commands typed, and what they print is what the page shows. */
export interface Walk extends StageOptions {
  readonly page: string;
  /** What happens meanwhile, by the words of a comment in the page: `<!-- somebody edits the canvas -->`. */
  readonly directions?: Readonly<Record<string, (stage: Stage) => void | Promise<void>>>;
}

/**
 * The page as it should be: every `text` block that follows a `sh` block replaced by what its commands print. Between
 * `<!-- not run: why -->` and `<!-- run -->` nothing is done; `<!-- file: tsconfig.json -->` names the block after it.
 */
export async function walk({ page: path, directions = {}, ...options }: Walk): Promise<string> {
  await using stage = await openStage(options);
  const page = readPage(path);
  const outputs = new Map<Block, string>();
  let isRunning = true;
  for (const [index, block] of page.blocks.entries()) {
    const named = /^file: (\S+)$/.exec(page.blocks[index - 1]?.text ?? '')?.[1] ?? block.file;
    const output = page.blocks[index + 1]?.language === 'text' ? page.blocks[index + 1] : undefined;
    if (block.language === 'direction') {
      if (block.text.startsWith('not run')) isRunning = false;
      else if (block.text === 'run') isRunning = true;
      else if (!block.text.startsWith('file: ')) await direct(block, directions, stage);
    } else if (!isRunning) continue;
    else if (named !== undefined) stage.write(named, block.text);
    else if (block.language === 'sh') {
      const { screen, exitCode } = await typeAll(block, stage);
      if (output !== undefined) outputs.set(output, screen);
      else if (exitCode !== 0) throw new Error(`${path}:${block.line} fails, and the page does not say so:\n${screen}`);
    }
  }
  return withOutputs(page.text, outputs);
}

async function typeAll(block: Block, stage: Stage): Promise<Typed> {
  let all: Typed = { screen: '', exitCode: 0 };
  for (const command of shellCommands(block.text)) {
    // The folder is there, with our packages and the tools in it.
    if (command.words.length === 0 || ['npm', 'mkdir', 'cd'].includes(command.words[0] ?? '')) continue;
    const { screen, exitCode } = await stage.type(command);
    all = { screen: all.screen + screen, exitCode: all.exitCode || exitCode };
  }
  return all;
}

async function direct({ text, page, line }: Block, directions: Required<Walk>['directions'], stage: Stage): Promise<void> {
  const act = directions[text];
  if (act === undefined) throw new Error(`${page}:${line} asks for "${text}", and the walk has no such direction.`);
  await act(stage);
}

function withOutputs(text: string, outputs: ReadonlyMap<Block, string>): string {
  let result = '';
  let at = 0;
  for (const [{ start, end }, output] of outputs) {
    result += `${text.slice(at, start)}${output.replaceAll(/[ \t]+$/gm, '').trimEnd()}\n`;
    at = end;
  }
  return result + text.slice(at);
}
