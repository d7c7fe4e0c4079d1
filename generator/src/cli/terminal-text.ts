export { forTerminal } from '../reports/escape/terminal.ts';
