import type { Argument, Command as Commander, Option } from 'commander';
import type { OutputFormat } from './command.ts';
import type { CommandModel, OptionModel, ProgramModel, ValueModel } from '../completion/program-model.ts';

/** What commander was told, as completing asks for it. */
export function programModel(program: Commander, formatsOf: ReadonlyMap<Commander, readonly OutputFormat[]>): ProgramModel {
  const shown = program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help');
  const commands = shown.map((command) => commandModel(command, formatsOf.get(command)));
  const [first] = commands;
  if (first === undefined) throw new Error('no commands are declared');
  return {
    commands,
    defaultCommand: commands.find(({ name }) => name === 'generate') ?? first,
    commonOptions: program
      .createHelp()
      .visibleOptions(program)
      .map(optionModel)
      .filter(({ name }) => name !== '--format'),
  };
}

function commandModel(command: Commander, formats: readonly OutputFormat[] | undefined): CommandModel {
  const own = command.options.filter((option) => !option.hidden).map(optionModel);
  const format: OptionModel = {
    name: '--format',
    description: 'of what goes to stdout',
    value: { placeholder: 'format', choices: formats ?? [] },
    isRepeatable: false,
  };
  return {
    name: command.name(),
    description: command.description(),
    options: formats === undefined ? own : [...own, format],
    parameters: command.registeredArguments.map(parameterModel),
    takesMore: command.registeredArguments.at(-1)?.variadic ?? false,
  };
}

function optionModel(option: Option): OptionModel {
  const placeholder = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1];
  return {
    name: option.long ?? option.short ?? option.flags,
    description: option.description,
    ...(placeholder === undefined ? {} : { value: valueModel(placeholder, option.argChoices) }),
    isRepeatable: /repeatable/.test(option.description),
  };
}

function parameterModel(argument: Argument): ValueModel {
  return valueModel(argument.name(), argument.argChoices);
}

function valueModel(placeholder: string, choices: readonly string[] | undefined): ValueModel {
  return { placeholder, ...(choices === undefined ? {} : { choices }) };
}
