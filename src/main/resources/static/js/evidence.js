/** What the numbers of a map say: sums, scales, hits and a sentence. Only positive values speak for a class. */

import { patchBox } from './heatmap.js';

const positive = (value) => Math.max(0, value);

/** What 1 stands for on a scale that several maps share. */
export function scaleOf(explanations, look) {
  const size = look.evidence === 'both' ? Math.abs : positive;
  return Math.max(
    0,
    ...explanations.filter((each) => visible(each, look)).flatMap(({ heatmap }) => heatmap.raw.flat().map(size)),
  );
}

/** Whether there is anything to see in a map. */
export const visible = ({ status }, look) =>
  status === 'ok' || (look.evidence === 'both' && status === 'no-positive-evidence');

/** A map's values on a scale, from -1 or 0 to 1. */
export function scaled({ raw }, scale, look) {
  const counts = look.evidence === 'both' ? (value) => value : positive;
  return raw.map((row) => row.map((value) => counts(value) / scale));
}

/** All patches, those with most evidence first. */
export function hottestFirst(explanation) {
  return explanation.heatmap.raw
    .flatMap((values, row) => values.map((value, column) => ({ row, column, value })))
    .sort((one, other) => other.value - one.value);
}

/** Whether the centre of the hottest patch lies in a box: the pointing game. */
export function points(explanation, box) {
  const { row, column, value } = hottestFirst(explanation)[0];
  const patch = patchBox(explanation, row, column);
  const x = patch.x + patch.width / 2;
  const y = patch.y + patch.height / 2;
  return value > 0 && x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

/** The share of the positive evidence that lies in a box. */
export function energy(explanation, box) {
  const total = explanation.heatmap.raw
    .flat()
    .map(positive)
    .reduce((sum, value) => sum + value, 0);
  const inside = hottestFirst(explanation)
    .map(({ row, column, value }) => positive(value) * covered(patchBox(explanation, row, column), box))
    .reduce((sum, value) => sum + value, 0);
  return total > 0 ? inside / total : 0;
}

function covered(patch, box) {
  const across = Math.min(patch.x + patch.width, box.x + box.width) - Math.max(patch.x, box.x);
  const down = Math.min(patch.y + patch.height, box.y + box.height) - Math.max(patch.y, box.y);
  return (positive(across) * positive(down)) / (patch.width * patch.height);
}

/** Says in words where the evidence lies. */
export function summary(explanation) {
  const { status, target, heatmap } = explanation;
  if (status === 'degenerate') {
    return (
      'The map is constant or rounding noise: it says nothing about where the evidence lies. ' +
      'Another method or layer may.'
    );
  }
  if (status === 'no-positive-evidence') {
    return `No patch speaks for ${target.label} by this method. Show the evidence against it, or try another method.`;
  }
  const patches = hottestFirst(explanation).filter(({ value }) => value > 0);
  const half = patches.reduce((sum, { value }) => sum + value, 0) / 2;
  let sum = 0;
  const core = patches.filter(({ value }) => {
    const counts = sum < half;
    sum += value;
    return counts;
  });
  const [hottest] = patches;
  return (
    `Half of the evidence for ${target.label} lies in ${core.length} of ${heatmap.rows * heatmap.columns} patches, ` +
    `${place(core, heatmap)}. The hottest is in row ${hottest.row + 1}, column ${hottest.column + 1}.`
  );
}

// The third of the picture that the patches' centre of gravity lies in
function place(patches, { rows, columns }) {
  const mass = patches.reduce((sum, { value }) => sum + value, 0);
  const centre = (name) => patches.reduce((sum, patch) => sum + (patch[name] + 0.5) * patch.value, 0) / mass;
  const down = Math.floor((3 * centre('row')) / rows);
  const across = Math.floor((3 * centre('column')) / columns);
  const words = [
    ['at the upper left', 'at the top', 'at the upper right'],
    ['on the left', 'in the middle', 'on the right'],
    ['at the lower left', 'at the bottom', 'at the lower right'],
  ];
  return words[down][across];
}
