// JavaScript whose parameters have no types.
export function loose(rack, thing) {
  rack.boards = thing.rows;
  return rack.remove(1n);
}
