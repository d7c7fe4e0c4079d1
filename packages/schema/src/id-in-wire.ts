/**
 * The id that a wire name carries: `we4tej0ly` in `workflow_input_we4tej0ly`, the wire name itself where nothing stands before it. What an input's or
 * output's id is taken to be when none is told.
 */
export function idInWire(wire: string): string {
  return wire.replace(/^workflow_(?:in|out)put_/, '');
}
