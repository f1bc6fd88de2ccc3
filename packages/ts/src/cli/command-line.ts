import { Command, type CommanderError, Option } from 'commander';
import type { GasModelName, InstructionSetName } from '../conformance/setting.js';
import { quoted } from '../formats/format-error.js';
import { readWord } from './arguments.js';
import { readEngineName } from './engine-option.js';
import { Refusal } from './refusal.js';
import type { Report } from './report.js';

/** What every command is told. Absent: not given. */
export interface CommonOptions {
  readonly engine: string;
  readonly gasModel?: GasModelName;
  readonly instructionSet?: InstructionSetName;
  readonly json?: true;
}

export interface CommandDescription<O extends CommonOptions> {
  readonly name: string;
  readonly summary: string;
  /** What its arguments are; more than one only where the word is plural. */
  readonly files: 'FILE' | 'TRACE…' | 'PATH…';
  readonly options: readonly Option[];
  work(files: readonly string[], options: O): Report;
}

type Print = (report: Report, asJson: boolean) => void;

/** A command of `pvm`, ready to be added to it. */
export function makeCommand<O extends CommonOptions>(description: CommandDescription<O>, print: Print): Command {
  const { name, summary, files, options, work } = description;
  const command = quiet(new Command(name)).description(summary).usage(`${files} [options]`).argument('[files...]');
  for (const option of [...options, ...commonOptions()]) command.addOption(option);
  return command.action((given: readonly string[], values: O) => {
    const [first, second] = given;
    if (first === undefined) throw new Refusal(`${files.replace('…', '')} is missing; see pvm ${name} --help`);
    if (files === 'FILE' && second !== undefined) {
      throw new Refusal(`unexpected argument ${quoted(second)}; one FILE at a time`);
    }
    print(work(given, values), values.json === true);
  });
}

export function makeRoot(commands: readonly Command[]): Command {
  const names = `one of ${commands.map((command) => command.name()).join(', ')}`;
  const root = quiet(new Command('pvm'))
    .usage('COMMAND FILE… [options]')
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage().split(' ')[0]}` })
    .description('Runs, tests and takes apart programs of the Polkadot Virtual Machine.')
    .argument('[command]')
    .allowExcessArguments()
    .helpCommand(false)
    .action((name?: string) => {
      if (name === undefined) throw new Refusal(`a command is missing; ${names}`);
      throw new Refusal(`unknown command ${quoted(name)}; ${names}`);
    });
  for (const command of commands) root.addCommand(command);
  return root;
}

/** Nothing is printed but help, and the process is not ended. */
function quiet(command: Command): Command {
  return command
    .helpOption('--help', 'print this')
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
}

function commonOptions(): readonly Option[] {
  return [
    new Option('--engine <NAME>', 'interpreter, recompiler, both, or the path of a library that exports pvm.h')
      .default('interpreter')
      .argParser(readEngineName),
    new Option('--gas-model <MODEL>', 'instruction or block').argParser(
      readWord('--gas-model', ['instruction', 'block']),
    ),
    new Option('--instruction-set <SET>', '0.7.2 or 0.7.2+unlikely').argParser(
      readWord('--instruction-set', ['0.7.2', '0.7.2+unlikely']),
    ),
    new Option('--json', 'print one JSON object'),
  ];
}

/** What commander says of a command line, in our words; undefined if it is no complaint. */
export function wordsOf(error: CommanderError, speaker: string): string | undefined {
  if (error.exitCode === 0) return undefined;
  const subject = /'(-[^\s'=]*)/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownOption':
      return `unknown option ${subject}; see ${speaker} --help`;
    case 'commander.optionMissingArgument':
      return `option ${subject} needs a value`;
    default:
      return error.message;
  }
}
