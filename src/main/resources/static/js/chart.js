/** A chart of the class's probability over the share of patches that are hidden. */

const WIDTH = 360;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 30;
const TOP = 12;
const RIGHT = 12;

/** Draws what is known of the two orders so far, and a line where the slider is. */
export function chart({ known, patches, explanation }, hidden) {
  const x = (number) => LEFT + ((WIDTH - LEFT - RIGHT) * number) / patches;
  const y = (probability) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - probability);
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' });
  svg.append(
    text('title', {}, `Probability of ${explanation.target.label} as patches are hidden`),
    ...[0, 0.5, 1].flatMap((level) => [
      shape('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(level), y2: y(level) }),
      text('text', { x: LEFT - 8, y: y(level) + 4, 'text-anchor': 'end' }, `${100 * level} %`),
      text(
        'text',
        { x: x(level * patches), y: HEIGHT - 8, 'text-anchor': ['start', 'middle', 'end'][2 * level] },
        `${100 * level} %`,
      ),
    ]),
    shape('line', { class: 'now', x1: x(hidden), x2: x(hidden), y1: y(0), y2: y(1) }),
    ...['random', 'hottest'].flatMap((order) => curve(order, known[order], hidden, x, y)),
  );
  return svg;
}

function curve(order, known, hidden, x, y) {
  const points = [...known].sort(([one], [other]) => one - other);
  const at = points
    .map(([number, { probability }]) => `${x(number).toFixed(1)},${y(probability).toFixed(1)}`)
    .join(' ');
  const now = known.get(hidden);
  return [
    shape('polyline', { class: order, points: at }),
    ...(now ? [shape('circle', { class: order, cx: x(hidden), cy: y(now.probability), r: 5 })] : []),
  ];
}

function shape(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

function text(name, attributes, content) {
  const element = shape(name, attributes);
  element.textContent = content;
  return element;
}
