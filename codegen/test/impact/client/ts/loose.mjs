// JavaScript whose parameters have no types.
export function loose(rack, thing) {
  rack.rows = thing.rows;
  return rack.take(1n);
}
