/** The explained picture, or two maps on one scale, of one picture or of two. A patch is read by pointer or keys; the light moves from map to map. */

import { fill, find, make } from './dom.js';
import { energy, hottestFirst, points, scaled, scaleOf, visible } from './evidence.js';
import { compose, fit, heatLayer, paintScale, patchAt, patchBox } from './heatmap.js';
import { state } from './state.js';
import { certainty, number, percent } from './story.js';

const MOVE = 260;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

let view = { photos: [], explanations: [], items: [] };
let canvases = [];
let shown = [];
let layers = [];
let patch = null;
let frame;

/**
 * Shows a photograph with its explanations (none, one, or two), or two photographs with one each. `items` are the true
 * boxes, where they are known.
 */
export function show(photos, explanations, items) {
  const before = view;
  view = { photos, explanations, items };
  const other = before.photos.length !== photos.length || photos.some((photo, i) => photo !== before.photos[i]);
  if (other) {
    shown = [];
  }
  if (other || size(before) !== size(view)) {
    patch = null;
  }
  const count = Math.max(photos.length, explanations.length);
  if (other || canvases.length !== count) {
    canvases = Array.from({ length: count }, (_, i) => canvas(i));
    canvases.forEach((each, i) => fit(each, photoOf(i)));
    find('#explorer').style.setProperty('--ratio', String(Math.max(...photos.map((each) => each.width / each.height))));
    find('#explorer').style.setProperty('--count', String(count));
    fill(find('#figures'), ...canvases.map((each) => make('figure', {}, each, make('figcaption'))));
  }
  caption();
  say();
  recolour(true);
}

const photoOf = (i) => view.photos[i] ?? view.photos[0];

const size = ({ explanations: [first] }) => first && `${first.heatmap.rows} ${first.heatmap.columns}`;

/** Draws the same maps with other colours. */
export function recolour(moving = false) {
  cancelAnimationFrame(frame);
  const scale = scaleOf(view.explanations, state);
  const goals = view.explanations.map((each) =>
    visible(each, state) && scale > 0 ? scaled(each.heatmap, scale, state) : null,
  );
  const starts = goals.map(
    (goal, i) => goal && (fits(shown[i], goal) ? shown[i] : goal.map((row) => row.map(() => 0))),
  );
  legend(scale, goals.some(Boolean));
  const start = performance.now();
  const step = (now) => {
    const t = moving && !calm.matches ? Math.min(1, Math.max(0, now - start) / MOVE) : 1;
    shown = goals.map((goal, i) => goal && (t === 1 ? goal : mix(starts[i], goal, t * t * (3 - 2 * t))));
    layers = shown.map((values, i) => values && heatLayer(values, view.explanations[i].region, state));
    redraw();
    if (t < 1) {
      frame = requestAnimationFrame(step);
    } else {
      find('#figures').dataset.settled = view.explanations
        .map(({ method, target }) => `${method} ${target.class}`)
        .join();
    }
  };
  delete find('#figures').dataset.settled;
  step(start);
}

const fits = (values, goal) => values && values.length === goal.length && values[0].length === goal[0].length;

const mix = (from, to, share) => to.map((row, y) => row.map((value, x) => from[y][x] + (value - from[y][x]) * share));

/** Draws what is there with another opacity, with or without boxes, or another patch outlined. */
export function redraw() {
  canvases.forEach((each, i) => {
    const explanation = view.explanations[i];
    compose(each, photoOf(i), {
      layer: layers[i],
      region: explanation?.region,
      look: state,
      boxes: state.boxes && explanation ? boxesOf(explanation) : [],
      patch: explanation && isRead(i) && patchBox(explanation, patch.row, patch.column),
    });
  });
}

const boxesOf = ({ target }) => view.items.filter((item) => item.class === target.class).map(({ box }) => box);

// A patch of one picture says nothing about the other; two maps of one picture are read together
const isRead = (i) => patch && (view.photos.length === 1 || patch.figure === i);

function canvas(i) {
  const each = make('canvas', {
    tabIndex: 0,
    'data-figure': String(i),
    onpointermove: (event) => read(view.explanations[i] && patchAt(each, photoOf(i), view.explanations[i], event), i),
    onpointerdown: (event) => read(view.explanations[i] && patchAt(each, photoOf(i), view.explanations[i], event), i),
    onpointerleave: (event) => event.pointerType === 'mouse' && read(null, i),
    onfocus: () => each.matches(':focus-visible') && view.explanations[i] && read(start(i), i),
    onkeydown: (event) => walk(event, i),
  });
  return each;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Where the keys begin: the patch that is read, else the hottest
const start = (i) => (isRead(i) ? patch : hottestFirst(view.explanations[i])[0]);

function walk(event, i) {
  const explanation = view.explanations[i];
  if (explanation && STEPS[event.key]) {
    event.preventDefault();
    const [down, right] = STEPS[event.key];
    const from = start(i);
    const within = (value, end) => Math.min(end - 1, Math.max(0, value));
    const next = {
      row: within(from.row + down, explanation.heatmap.rows),
      column: within(from.column + right, explanation.heatmap.columns),
    };
    read(next, i);
  } else if (event.key === 'Escape') {
    read(null, i);
  }
}

function read(next, figure) {
  if (patch?.row !== next?.row || patch?.column !== next?.column || (next && patch.figure !== figure)) {
    patch = next && { row: next.row, column: next.column, figure };
    redraw();
    say();
  }
}

// A patch's values as the JSON has them
function say() {
  const values = view.explanations.flatMap(({ heatmap, target, picture }, i) =>
    isRead(i) ? [` ${picture ?? target.label} `, make('code', {}, String(heatmap.raw[patch.row][patch.column]))] : [],
  );
  fill(find('#reading'), ...(values.length ? [`Row ${patch.row + 1}, column ${patch.column + 1}:`, ...values] : []));
}

/** Says under each picture what it shows. */
export function caption() {
  canvases.forEach((each, i) => {
    const explanation = view.explanations[i];
    const words = each.nextElementSibling;
    each.setAttribute('role', explanation ? 'application' : 'img');
    if (!explanation) {
      each.setAttribute('aria-label', 'The picture, without a heatmap');
      return fill(words);
    }
    const { method, target, picture, heatmap, evidence } = explanation;
    each.setAttribute(
      'aria-label',
      `${picture ? `${picture}, heatmap` : 'Heatmap'} for ${target.label}, ${heatmap.rows} by ${heatmap.columns} patches. ` + 'The arrow keys read a patch.',
    );
    fill(
      words,
      make('span', {}, make('strong', {}, picture ?? target.label), picture ? '' : ` ${certainty(target)}`),
      make('span', {}, `${method}: evidence ${number(evidence.positive)} for, ${number(evidence.negative)} against`),
      ...boxesOf(explanation)
        .filter(() => state.boxes)
        .slice(0, 1)
        .map((box) => found(explanation, box)),
    );
  });
}

const found = (explanation, box) =>
  make(
    'span',
    { className: 'found' },
    `Pointing game: ${points(explanation, box) ? 'hit' : 'miss'} · energy in the box ${percent(energy(explanation, box))}`,
  );

function legend(scale, any) {
  find('#legend').hidden = !any;
  const lowest = state.evidence === 'both' ? -1 : 0;
  paintScale(find('#scale'), state, lowest);
  const ticks = lowest ? [`${number(-scale)} against`, '0', `for ${number(scale)}`] : [0, scale / 2, scale].map(number);
  fill(find('#ticks'), ...ticks.map((tick) => make('span', {}, tick)));
}
