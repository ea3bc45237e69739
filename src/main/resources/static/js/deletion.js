/** Hides patches, the hottest first or in a random order, and shows what the model then thinks. */

import * as api from './api.js';
import { chart } from './chart.js';
import { parameters } from './controls.js';
import { fill, find, make } from './dom.js';
import { hottestFirst } from './evidence.js';
import { fit } from './heatmap.js';
import { hide, meanColour, shuffled, toFile } from './hiding.js';
import * as messages from './messages.js';
import { set, state } from './state.js';
import { percent } from './story.js';

const CURVE = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
const BATCH = 4;
const PAUSE = 120;

let test = {};
let running = new AbortController();

/** Starts over when another map is explained; draws the rest when it is opened. */
export function show({ photo, result }) {
  // Without probabilities there is nothing that could fall
  find('#test').hidden = result.explanations[0].target.probability === undefined;
  if (!find('#test').open || find('#test').hidden) {
    running.abort();
    return;
  }
  const [explanation] = result.explanations;
  if (test.explanation !== explanation) {
    const patches = hottestFirst(explanation);
    test = {
      photo,
      explanation,
      colour: meanColour(photo),
      patches: patches.length,
      orders: { hottest: patches, random: shuffled(patches) },
      known: { hottest: new Map(), random: new Map() },
    };
    build();
  }
  move();
}

function build() {
  const { photo } = test;
  const side = (order, title) => {
    const canvas = make('canvas', {
      id: `hidden-${order}`,
      role: 'img',
      'aria-label': `The picture with patches hidden, ${title}`,
    });
    fit(canvas, photo, 480);
    return make(
      'figure',
      {},
      canvas,
      make('figcaption', {}, make('strong', {}, title), make('span', { id: `left-${order}` })),
    );
  };
  fill(
    find('#test-content'),
    make(
      'p',
      { className: 'note' },
      `If the map is right, hiding its hottest patches makes the probability of ${
        test.explanation.target.label
      } fall faster than hiding as many at random. Hidden patches take the picture’s mean colour.`,
    ),
    make(
      'label',
      { className: 'hiding' },
      'Hide ',
      make('input', {
        type: 'range',
        id: 'hidden',
        min: '0',
        max: '1',
        step: String(1 / test.patches),
        value: state.hidden,
        oninput: ({ target }) => set({ hidden: String(Number(Number(target.value).toFixed(4))) }),
      }),
      make('output', { id: 'hidden-count' }),
    ),
    make(
      'div',
      { className: 'trial' },
      side('hottest', 'hottest first'),
      side('random', 'in random order'),
      make(
        'figure',
        { className: 'curve' },
        make('div', { id: 'curve' }),
        make('figcaption', {}, 'Probability over the share of patches that are hidden'),
      ),
    ),
  );
}

const count = (share) => Math.round(share * test.patches);

// Shows at once what is hidden, and what the model says as soon as it has said it
function move() {
  const hidden = count(state.hidden);
  find('#hidden-count').textContent = `${hidden} of ${test.patches} patches`;
  for (const order of Object.keys(test.orders)) {
    hide(find(`#hidden-${order}`), test, test.orders[order].slice(0, hidden));
  }
  results();
  ask(hidden);
}

function results() {
  const hidden = count(state.hidden);
  for (const [order, known] of Object.entries(test.known)) {
    find(`#left-${order}`).textContent = known.has(hidden) ? words(known.get(hidden)) : '…';
  }
  fill(find('#curve'), chart(test, hidden));
}

const words = ({ probability, below }) =>
  `${test.explanation.target.label} ${below ? 'below ' : ''}${percent(probability)}`;

// What the slider shows first, then the curve from left to right; whatever is under way is dropped
async function ask(hidden) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const current = test;
  const wanted = [hidden, ...CURVE.map(count)].flatMap((number) =>
    Object.keys(test.orders).map((order) => ({ order, number })),
  );
  const missing = wanted.filter(
    ({ order, number }, i) =>
      !test.known[order].has(number) &&
      wanted.findIndex((each) => each.order === order && each.number === number) === i,
  );
  try {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    while (missing.length && !signal.aborted) {
      const batch = missing.splice(0, BATCH);
      const images = await Promise.all(
        batch.map(({ order, number }) => toFile(current, current.orders[order].slice(0, number))),
      );
      const answers = await api.predict(images, { model: parameters().model, prompt: parameters().prompt, top: 10 }, signal);
      batch.forEach(({ order, number }, i) => current.known[order].set(number, reading(answers[i].predictions)));
      results();
    }
  } catch (error) {
    if (error.name !== 'AbortError') {
      messages.problem(error, move);
    }
  }
}

// Of many classes only the ten most probable are told; the class is then below the last of them
function reading(predictions) {
  const found = predictions.find((each) => each.class === test.explanation.target.class);
  return found ? { probability: found.probability } : { probability: predictions.at(-1).probability, below: true };
}
