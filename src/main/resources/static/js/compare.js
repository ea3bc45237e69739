/** Small multiples: every fast method on the same picture in one request, and how much they agree. */

import * as api from './api.js';
import { catalogue, fast, supported } from './catalogue.js';
import { parameters } from './controls.js';
import { fill, find, make } from './dom.js';
import { energy, points, scaled, scaleOf, visible } from './evidence.js';
import { compose, fit, heatLayer } from './heatmap.js';
import * as messages from './messages.js';
import { set, state } from './state.js';
import { percent } from './story.js';
import { kind } from './subject.js';

const SIDE = 300;
let asked = {};
let result;
let running = new AbortController();

/** Asks again when the question has changed, and draws again when only the look has. */
export async function show(page) {
  find('#compare').hidden = kind() === 'pictures';
  if (!find('#compare').open || find('#compare').hidden) {
    return;
  }
  const {
    predictions,
    explanations: [{ target }],
  } = page.result;
  const question = JSON.stringify([target.class, catalogue.model.name, state.prompts, state.layer, state.gradient]);
  if (asked.photo === page.photo && asked.question === question) {
    draw(page.photo);
    return;
  }
  asked = { photo: page.photo, question };
  running.abort();
  running = new AbortController();
  const { signal } = running;
  // finer-cam compares the prompt with others
  const methods = catalogue.methods.filter(
    (method) => fast(method) && supported(method) && (method.name !== 'finer-cam' || predictions.length > 1),
  );
  const of = (name) => (methods.some((method) => method.parameters.includes(name)) ? parameters()[name] : '');
  fill(find('#compare-content'), make('p', { className: 'note', role: 'status' }, `Asking ${methods.length} methods…`));
  try {
    const answer = await api.explain(
      page.photo,
      {
        model: parameters().model,
        alpha: parameters().alpha,
        prompt: parameters().prompt,
        method: methods.map(({ name }) => name),
        target: target.class,
        layer: of('layer'),
        gradient: of('gradient'),
      },
      signal,
    );
    [result] = answer.results;
    draw(asked.photo);
  } catch (error) {
    if (error.name !== 'AbortError') {
      asked = {};
      fill(find('#compare-content'));
      messages.problem(error, () => show(page));
    }
  }
}

function draw(photo) {
  if (!result) {
    return;
  }
  const focus = document.activeElement?.dataset.method;
  const all = result.explanations
    .map((explanation) => ({ explanation, agreement: agreement(explanation.method) }))
    .sort((one, other) => (other.agreement ?? -2) - (one.agreement ?? -2));
  const { target } = result.explanations[0];
  const box = photo.items.find((item) => item.class === target.class)?.box;
  fill(
    find('#compare-content'),
    make(
      'p',
      { className: 'note' },
      `Evidence for ${target.label}, each map on its own scale. ρ is the rank correlation with `,
      make('strong', {}, state.method),
      ` (Spearman): 1 the same order of patches, 0 unrelated.${
        box
          ? ' Hit or miss is the pointing game; the percentage is the energy, the share of the evidence in the true box.'
          : ''
      } Choose a map to see it large.`,
    ),
    make('ul', { className: 'multiples' }, ...all.map((each) => make('li', {}, multiple(photo, each, box)))),
  );
  find(`[data-method="${focus}"]`)?.focus({ preventScroll: true });
}

// With the chosen method; nothing if it is not among them or a map is constant
function agreement(name) {
  if (name === state.method) {
    return 1;
  }
  const pair = result.agreement?.find(({ methods }) => methods.includes(name) && methods.includes(state.method));
  return pair?.spearman ?? null;
}

function multiple(photo, { explanation, agreement }, box) {
  const { method, status } = explanation;
  const canvas = make('canvas');
  fit(canvas, photo, SIDE);
  const scale = scaleOf([explanation], state);
  const layer =
    visible(explanation, state) && scale > 0
      ? heatLayer(scaled(explanation.heatmap, scale, state), explanation.region, state, SIDE / 2)
      : null;
  compose(canvas, photo, { layer, region: explanation.region, look: state, boxes: state.boxes && box ? [box] : [] });
  const facts = [
    agreement === null ? 'ρ –' : `ρ ${agreement.toFixed(2).replace('-', '−')}`,
    ...(box && status === 'ok'
      ? [`${points(explanation, box) ? 'hit' : 'miss'}, ${percent(energy(explanation, box))}`]
      : []),
    ...(status === 'ok' ? [] : [status.replaceAll('-', ' ')]),
  ];
  return make(
    'button',
    {
      type: 'button',
      'aria-pressed': String(method === state.method),
      'data-method': method,
      onclick: () => {
        set({ method });
        find('#explorer').scrollIntoView({ block: 'start' });
      },
    },
    canvas,
    make('strong', {}, method),
    ...facts.map((fact) => make('span', { className: 'fact' }, fact)),
  );
}
