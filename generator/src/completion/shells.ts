import type { Answer } from './answer.ts';

export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

export const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish', 'powershell'];

/** Where a shell reads its completions from at every start. */
export const INSTALLING: Readonly<Record<Shell, string>> = {
  bash: `echo 'source <(opus-codegen completion bash)' >> ~/.bashrc`,
  zsh: `echo 'source <(opus-codegen completion zsh)' >> ~/.zshrc    (behind compinit)`,
  fish: 'opus-codegen completion fish > ~/.config/fish/completions/opus-codegen.fish',
  powershell: 'opus-codegen completion powershell >> $PROFILE',
};

/**
 * What a shell runs to ask us. Whatever is typed goes to us as words, never through `eval`: a `$(…)` that is being typed is not run. The program
 * asked is the one that was typed, be it on the path or not.
 */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell].trim();
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  // Bash 3.2, as on macOS, has neither mapfile nor compopt.
  bash: `
_opus_codegen_complete() {
  local line kind=''
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <("\${COMP_WORDS[0]}" complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ "$kind" != files ]; then compopt +o default 2>/dev/null; fi
  return 0
}
complete -o default -F _opus_codegen_complete opus-codegen
`,
  zsh: `
#compdef opus-codegen
_opus_codegen_complete() {
  local -a lines
  lines=("\${(@f)$("\${words[1]}" complete zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $lines[1] == files ]]; then _files; else shift lines; _describe opus-codegen lines; fi
}
compdef _opus_codegen_complete opus-codegen
`,
  fish: `
function __opus_codegen_complete
    set -l words (commandline -opc)
    set -l lines ($words[1] complete fish -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $lines[2..-1]
    end
end
complete -c opus-codegen -f -a '(__opus_codegen_complete)'
`,
  powershell: `
Register-ArgumentCompleter -Native -CommandName opus-codegen -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $words += '""' }
    $lines = @(& $words[0] complete powershell '--' $words[1..($words.Count - 1)] 2>$null)
    if ($lines[0] -ne 'files') {
        $lines | Select-Object -Skip 1 | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
    }
}
`,
};

/** An answer as the script of a shell reads it: first the kind, then a word a line. Pure. */
export function answerText(answer: Answer, shell: Shell, typed: string): string {
  if (answer.kind === 'files') return 'files';
  return ['words', ...answer.suggestions.map(({ word, description }) => lineFor(shell, word, description, typed))].join('\n');
}

function lineFor(shell: Shell, word: string, description: string, typed: string): string {
  switch (shell) {
    case 'bash':
      // Bash takes what stands behind a `=` for a word of its own.
      return word.slice(typed.lastIndexOf('=') + 1);
    case 'zsh':
      return description === '' ? word.replaceAll(':', '\\:') : `${word.replaceAll(':', '\\:')}:${description}`;
    case 'fish':
      return description === '' ? word : `${word}\t${description}`;
    case 'powershell':
      return word;
    default:
      return shell satisfies never;
  }
}

/** The words as they were typed: bash cuts them at every `=`. Pure. */
export function typedWords(words: readonly string[], shell: Shell): readonly string[] {
  if (shell === 'powershell') return words.map((word) => (word === '""' ? '' : word));
  if (shell !== 'bash') return words;
  const whole: string[] = [];
  let isOpen = false;
  for (const word of words) {
    const before = whole.at(-1);
    if (before !== undefined && (word === '=' || isOpen)) whole[whole.length - 1] = before + word;
    else whole.push(word);
    isOpen = word === '=';
  }
  return whole;
}
